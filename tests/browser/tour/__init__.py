"""The newcomer's tour in docs: its pictures, made by `make tour`, and the test that no page is missing in it."""
