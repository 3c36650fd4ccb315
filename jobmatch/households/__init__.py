"""Households: the form's record, its checks, members, consent, duplicates, and the labour profile derived from them.

In the order of the journey: `record` (what a form or a row says), `identity` and `names`, `checks` (V01 to V34),
`take_in` with `recognise`, `members`, `spells` and `wishes` (only what is new is written), `store` (a household on any
day), `leaving` (who left, who heads, who split off), `consent` and `agreeing`, `duplicates` (proposed, decided,
undone), `profile`, `zero_employment` and `need` (derived, never stored), `area` (who may touch what), `view` and `held`
(what each role sees, what is held about a person). The verbs are gathered in `service`; `roster` reads and writes the
offices' workbooks.
"""
