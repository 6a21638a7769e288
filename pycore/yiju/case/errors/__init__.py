"""What can be wrong with a case, a parameter file, an assumption or a test file. One class each."""

from yiju.case.errors.asked import *
from yiju.case.errors.choices import *
from yiju.case.errors.records import *
from yiju.case.errors.restating import *
from yiju.case.errors.shape import *
from yiju.case.errors.text import *
from yiju.case.errors.together import *
from yiju.case.errors.values import *
