"""Households: the form's record, its checks, members, consent, duplicates, and the labour profile derived from them."""
