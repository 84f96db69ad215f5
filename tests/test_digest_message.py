"""The message: both parts, every header, and nothing that a name or a narrative could add."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.comparisons import hostile
from tests.digests import ALL, DESK, several, single
from tipdiff.addresses import check_mail
from tipdiff.digest import Digest, NotCompared, compose, message, render_html, render_text
from tipdiff.digest.html import MOST_BYTES
from tipdiff.errors import UsageError
from tipdiff.model import Country
from tipdiff.settings import MailSettings
from tipdiff.subscriptions import checked

DATE = datetime(2024, 6, 24, 15, 0, tzinfo=UTC)
MAIL = MailSettings(sender="TIP désk <tip@example.org>")
ONE_CLICK = replace(
    MAIL,
    reply_to="editors@example.org",
    list_domain="lists.example.org",
    unsubscribe_mail="leave@example.org",
    unsubscribe_url="https://example.org/leave/" + "long/" * 40 + "?list={name}&who={to}",
)
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Id",
    "List-Unsubscribe",
    "Auto-Submitted",
    "Precedence",
    "Content-Language",
    "Content-Type",
    "MIME-Version",
]


def sent(digest: Digest, to: str = "a@example.org", mail: MailSettings = MAIL) -> EmailMessage:
    """The message as whoever receives it reads it."""
    read = message_from_bytes(message(digest, to, mail, DATE).as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def text_of(part: Any) -> str:
    """What a part says, with the line ends of this side of the wire."""
    return str(part.get_content()).replace("\r\n", "\n")


def test_the_message_has_both_parts_text_first() -> None:
    """A program shows the last part that it understands."""
    read = sent(several())

    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert [text_of(part) for part in read.iter_parts()] == [
        render_text(several()),
        render_html(several()),
    ]


def test_the_headers_say_what_it_is() -> None:
    read = sent(several())

    assert sorted(read.keys()) == sorted(HEADERS)
    assert {name: str(read[name]) for name in HEADERS[:-2]} == {
        "From": "TIP désk <tip@example.org>",
        "To": "a@example.org",
        "Subject": several().subject,
        "Date": "Mon, 24 Jun 2024 15:00:00 +0000",
        "Message-ID": f"<{several().key}@example.org>",
        "List-Id": "Nordic désk <nordic-desk.example.org>",
        "List-Unsubscribe": "<mailto:tip@example.org?subject=unsubscribe%20nordic-desk>",
        "Auto-Submitted": "auto-generated",
        "Precedence": "list",
        "Content-Language": "en",
    }


def test_one_click_unsubscription_is_offered_where_a_page_takes_it() -> None:
    """RFC 8058; a long address is neither encoded nor cut, in the bytes that are sent."""
    raw = message(several(), "zoe+x@example.org", ONE_CLICK, DATE).as_bytes()
    read = sent(several(), "zoe+x@example.org", ONE_CLICK)

    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read["Reply-To"] == "editors@example.org"
    assert read["List-Id"] == "Nordic désk <nordic-desk.lists.example.org>"
    page = "https://example.org/leave/" + "long/" * 40
    assert f"<{page}?list=nordic-desk&who=zoe%2Bx%40example.org>,\r\n".encode() in raw
    assert b"<mailto:leave@example.org?subject=unsubscribe%20nordic-desk>\r\n" in raw


def test_the_same_digest_gives_the_same_bytes_and_each_recipient_the_same_id() -> None:
    first, again, other = (
        message(several(), to, MAIL, DATE) for to in ("a@example.org",) * 2 + ("b@example.org",)
    )

    assert first.as_bytes() == again.as_bytes()
    assert first["Message-ID"] == other["Message-ID"]
    assert first.as_bytes() == other.as_bytes().replace(b"b@example.org", b"a@example.org")


@pytest.mark.parametrize(
    ("to", "on_the_wire"),
    [
        ("desk@dänemark.example", b"To: desk@xn--dnemark-5wa.example\r\n"),
        ("zoë@dänemark.example", "To: zoë@dänemark.example\r\n".encode()),
    ],
)
def test_an_address_is_ascii_where_it_can_be(to: str, on_the_wire: bytes) -> None:
    """Only a local part that has other letters needs a server with SMTPUTF8."""
    assert on_the_wire in message(single(), to, MAIL, DATE).as_bytes()


def test_without_such_an_address_all_bytes_are_ascii_in_lines_that_any_server_takes() -> None:
    raw = message(several(), "a@example.org", MAIL, DATE).as_bytes()

    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"sender": "nobody"}, "mail.sender: 'nobody' is no e-mail address"),
        ({"sender": "a@b.org\nBcc: c@d.org"}, "mail.sender must be one line of plain text"),
        ({"sender": "=?utf-8?q?=0d=0aBcc?= <a@b.org>"}, "mail.sender must be one line of plain"),
        ({"reply_to": "x@"}, "mail.reply_to: 'x@' is no e-mail address"),
        ({"unsubscribe_mail": "Leave <l@example.org>"}, "mail.unsubscribe_mail: "),
        ({"list_domain": "a b"}, "mail.list_domain: "),
        ({"unsubscribe_url": "http://example.org/"}, "must begin with https:// and may hold"),
        ({"unsubscribe_url": "https://example.org/{user}"}, "may hold {name} and {to}"),
    ],
)
def test_settings_that_would_make_a_broken_header_are_refused(
    fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(UsageError) as caught:
        check_mail(replace(MAIL, **fields))

    assert problem in str(caught.value)


def test_the_defaults_and_a_whole_table_are_fine() -> None:
    check_mail(MailSettings())
    check_mail(ONE_CLICK)


NASTY = [
    "\r\nBcc: spy@example.org\r\n\r\n",
    "<script>alert(1)</script>",
    "</td></tr></table></main>",
    "--=_boundary--\r\n",
    "\x00\x1b[31m",
    "\u202egnp.exe\u2066\u200f",
    "\ud800",
    "\u2028\u2029\x85\x0b\x0c",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "한국어عربي日本語",
    "=?utf-8?q?=0d=0aBcc?=",
    "{{ 7*7 }}{% raw %}",
    "[-x-]{+y+}",
    ".\r\n.\r\n",
]
words = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=4).map(" ".join),
    st.integers(1, 100_000).map(lambda n: "x" * n),
    st.integers(1, 50_000).map(lambda n: "é<&" * n),
)


def made_of(told: str) -> Digest:
    """A digest in which every text that comes from outside holds the words."""
    country = Country(name=f"Land {told}", iso3="XVE", iso2="XV", slug="x")
    return compose(ALL, [hostile(told)], not_compared=[NotCompared(country, told)])


def skeleton(html: str) -> list[tuple[str, list[str]]]:
    soup = BeautifulSoup(html, "lxml")
    return [
        (tag.name, sorted(tag.attrs))
        for tag in soup.find_all(True)
        if tag.name not in ("del", "ins")
    ]


@settings(max_examples=100, deadline=None)
@example("=?utf-8?q?=0d=0aBcc:=20spy@example.org?=")
@given(words)
def test_whatever_a_narrative_says_the_message_reads_back_and_nothing_gets_through(
    told: str,
) -> None:
    read = sent(made_of(told))
    text, html = (text_of(part) for part in read.iter_parts())

    assert sorted(read.keys()) == sorted(HEADERS)
    assert not read.defects
    assert not any(part.defects for part in read.iter_parts())
    assert skeleton(html) == skeleton(render_html(made_of("honest")))
    assert len(html.encode()) <= MOST_BYTES
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text + html)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e]", str(read["Subject"]))


@settings(max_examples=60, deadline=None)
@example("=?utf-8?q?=0d=0aBcc:=20spy@example.org?=")
@given(st.one_of(st.text(max_size=70), st.lists(st.sampled_from(NASTY), max_size=3).map(" ".join)))
def test_whatever_a_subscription_is_called_it_is_refused_or_adds_no_header(name: str) -> None:
    try:
        subscription = checked(replace(DESK, name=name))
    except UsageError:
        return
    digest = replace(single(), subscription=subscription)
    read = sent(digest, mail=ONE_CLICK)

    assert sorted(read.keys()) == sorted([*HEADERS, "Reply-To", "List-Unsubscribe-Post"])
    assert not read.defects
    list_id = str(read["List-Id"])
    assert re.search(r" <[a-z0-9-]{1,60}\.lists\.example\.org>$", list_id), list_id
