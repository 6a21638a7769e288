"""What can be wrong with the text of a card file. One class per cause; the wording is here alone.

Y1xx names, characters and numbers · Y2xx lines, cards and conditions · Y3xx tables and readings ·
Y4xx declarations. Fields are Chinese fragments ready to print; `guess` ends with its own mark.
"""

from yiju.syntax.errors.chapters import *
from yiju.syntax.errors.choices import *
from yiju.syntax.errors.defeat import *
from yiju.syntax.errors.lines import *
from yiju.syntax.errors.money import *
from yiju.syntax.errors.tables import *
from yiju.syntax.errors.tasks import *
from yiju.syntax.errors.times import *
from yiju.syntax.errors.words import *
