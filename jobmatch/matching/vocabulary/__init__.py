"""Words become occupations: names, codes, aliases and noisy titles, skills, and how near two occupations are."""

from .occupations import Occupation
from .readings import Reading
from .vocabulary import Vocabulary

__all__ = ["Occupation", "Reading", "Vocabulary"]
