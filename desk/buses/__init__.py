"""The Spring Festival at the desk: who comes home and goes again, which buses go, and who sits where."""

from desk.buses import bus as bus
from desk.buses import front as front
from desk.buses import word as word
from desk.buses.blueprint import pages as pages
