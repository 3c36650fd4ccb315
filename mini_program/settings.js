// What an installation chooses: the county's own server, as an address with https and no slash at its end, before the
// mini-program is uploaded. In a browser it stays empty: there the server is the one that the page came from.

module.exports = { server: '' }
