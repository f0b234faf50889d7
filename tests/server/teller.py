#!/usr/bin/env python3
"""slix_omemo.py with one command more: `tell ADDRESS XML` seals any content, also what no honest program would say."""

import asyncio
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import slix_omemo  # noqa: E402


async def do_tell(self, words):
    return await self.send_sealed(words[1], words[2], None, [slix_omemo.TWO])


slix_omemo.Person.do_tell = do_tell

if __name__ == "__main__":
    asyncio.run(slix_omemo.main())
