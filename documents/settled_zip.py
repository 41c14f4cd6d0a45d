"""The same files give the same archive, whenever it is made."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first day an archive can tell.
EPOCH = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def settled(archive: bytes, at: datetime) -> bytes:
    """The office file, and those within it, as if made at that moment."""
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, _part(name, old.read(name), at))
    return made.getvalue()


def _part(name: str, body: bytes, at: datetime) -> bytes:
    if name.endswith(".xlsx"):
        return settled(body, at)
    if name == CORE:
        moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return _MOMENT.sub(rb"\g<1>" + moment, body)
    return body
