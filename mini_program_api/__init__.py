"""The JSON API of the mini-program and the kiosk: everything under `/api`, asked by telephones, never by forms.

`blueprint` is what all answers share, `who` says who asks; the views stand in the order of the journey: `sign_in`,
`vacancies`, `proposals`, `form`, `learning`, `enrolments`, `referrals`, `inbox`, `links`, `rights`, `helped`, `due`,
`in_hall`.
`asked` and `told*` hold the documents, `ports` what the outside world has to be able to do.
"""
