"""Readers of what offices write in free text: pay, ages, places, hours, board, schooling and sex, one file each.

Each takes one cell and gives a frozen reading; what it cannot read stays in it as words, and nothing is guessed.
"""
