"""What a person keeps, and nobody else can open, as a library.

A vault is a folder with two files of the age format: ``key.age``, the key wrapped with the
passphrase, and ``vault.age``, the content encrypted to that key. ``age -d -i key.age vault.age``
opens it without us. Nothing exists until the person asks for it, it lives where the person says,
and nothing is ever wiped by itself.

What it does not do. Everybody who looks at the folder can see that there is a vault. Several vaults
are compartments: each can be opened alone, and none can be denied. Python cannot wipe a passphrase
from memory, and the system may write memory to the disk. On flash memory an erased key may remain
in blocks that nobody can reach by name. Copies made by others are out of reach.

The front door is `store`: `create`, `open_vault`, `Vault.keep`. Rooms: `age` (the format),
`document` (what is kept), `readable` (the same as text), `sealing` (padding, inner MAC, revision),
`disk` and `lock` (files that appear whole), `keys` (passphrases, rotation, erasing), `phrases`,
`letters` (for other people), `places` and `telling` (words for people).
"""
