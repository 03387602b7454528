"""The language server: what `lorepath check` knows, in an editor, while somebody types.

`server` speaks the protocol, `open_portal` keeps what is known of one portal, `schedule` says when to look again,
`main_thread` does the looking.
The other modules each answer one question of an editor: what is wrong here, why, how is it mended, what may
stand here.
"""
