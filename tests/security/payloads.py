"""Hostile texts, and what would betray that one of them did more than be read."""

# In each of them, and in nothing else that a test writes.
MARK = "zq"

TEXTS = {
    "script": "<script>alert('zq-script')</script>",
    "image": "<img src=x onerror=alert('zq-image')>",
    "attribute": 'zq-attribute" onmouseover="alert(1)" x=\'',
    "style": "</style></section><svg onload=alert('zq-style')>",
    "frame": "<iframe srcdoc='zq-frame'></iframe><!--",
    "link": "[zq-link](javascript:alert(1))",
    "picture": "![zq-picture](https://evil.example/zq.png)",
    "directive": ":material/zq: :red[zq-directive] $zq$ **zq** `zq`",
    "made-link": "https://evil.example/zq www.evil.example zq@evil.example",
    "scheme": "javascript:alert('zq-scheme')",
    "sql": "zq-sql'; DROP TABLE meeting; -- \" OR 1=1 %_\\",
    "formula": '=HYPERLINK("http://evil.example";"zq-formula")',
    "plus": "+1+zq-plus",
    "minus": "-1-zq-minus",
    "at": "@SUM(zq_at)",
    "tabulated": "\t\r\n=zq-tabulated",
    "wide": "＝zq-wide",  # noqa: RUF001
    "typst": '#read("/etc/passwd") #panic("zq-typst") $zq *_ @zq <zq> \\',
    "word": "]]></w:t><zq-xml/>&zq;<!DOCTYPE zq> &#x3c;",
    "controls": "zq-controls\x00\x08\x0b\x1f\x85\x9b\ufffe\u2028\u202elive\ufeff",
    "surrogate": "zq-surrogate\ud800\udfff",
    "calendar": "zq-calendar\r\nATTACH:https://evil.example\r\nEND:VEVENT;,\\n\\",
    "template": "{{7*'zq'}} {% zq %} ${7*7} #{7*7} <%= zq %> %(zq)s {zq}",
}

# All of them in one address: what refuses one refuses all.
IN_AN_ADDRESS = " ".join(text for name, text in TEXTS.items() if name != "surrogate")
# What looks like a value, and has nothing before it, or after.
LIMITS = ("9999-12-31", "0001-01-01", "999999999")
# Ways out of a folder, as a path says them.
TRAVERSALS = (
    *("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/app.py"),
    *("%2e%2e%2f%2e%2e%2fapp.py", "..%5c..%5capp.py", "..\\..\\app.py", "%252e%252e%252fapp.py"),
    *(
        "....//....//app.py",
        "%c0%ae%c0%ae/app.py",
        "%ff%fe",
        "app.py%00.css",
        "%00",
        "%0d%0aX-Zq:1",
    ),
    *("/etc/passwd", "%2fetc%2fpasswd", "file:///etc/passwd", "..;/app.py", "~root", "C:%5cx"),
)
