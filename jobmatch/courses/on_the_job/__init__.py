"""What an employer teaches at work those it has newly hired (以工代训): what was agreed, and the months paid for it."""
