"""The command line. It uses nothing but the public API of `yiju`."""
