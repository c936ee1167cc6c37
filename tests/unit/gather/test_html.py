from datetime import UTC, date, datetime

import pytest

from vedette.errors import NoArticle
from vedette.gather.assemble import Origin
from vedette.gather.html import plain_words, read_html
from vedette.model.span import Zone

ORIGIN = Origin("a.html", date(2025, 9, 20))
PAGE = """<!doctype html><html lang="en"><head><title>Army opens range - Baltic Courier</title>
<meta property="og:site_name" content="Baltic Courier">
<meta property="og:title" content="Army opens range">
<meta property="article:published_time" content="2025-03-04T01:00:00+02:00">
<meta name="author" content="Jane Roe"><link rel="canonical" href="https://courier.example/7">
<meta name="description" content="Neighbours were told weeks ahead">
<style>p {color: red}</style><script>document.write("evil")</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Army opens range</h1>
<p class="deck">Neighbours were told weeks ahead</p>
<figure><img src="http://127.0.0.1:9/x.png">
<figcaption>Tanks on the range near Riga</figcaption></figure>
<p>RIGA, Latvia (AP) — The army opened its largest range on Tuesday, and officers from nine
countries came to see how nine hundred soldiers crossed the river.</p>
<script>alert("evil")</script>
<p>“We told everybody,” said the colonel who commands the range, adding that the exercise<br>
would go on until Friday evening.</p></article>
<footer>© 2025 Baltic Courier</footer></body></html>"""


def test_a_page_gives_body_and_what_it_declares():
    report, warnings = read_html(PAGE.encode(), ORIGIN)
    assert warnings == ()
    assert (report.headline, report.publisher) == ("Army opens range", "Baltic Courier")
    assert (report.url, report.byline) == ("https://courier.example/7", "Jane Roe")
    assert report.deck == "Neighbours were told weeks ahead"
    assert report.published.instant == datetime(2025, 3, 3, 23, tzinfo=UTC)
    assert report.published.basis == "html metadata"
    assert report.language == "en"
    assert report.dateline.place == "Riga, Latvia"
    assert report.text.startswith("Army opens range\n\nNeighbours were told weeks ahead\n\nRIGA")
    assert report.text.count("Army opens range") == 1


def test_scripts_and_styles_are_no_text():
    text = read_html(PAGE.encode(), ORIGIN)[0].text
    assert "evil" not in text
    assert "color" not in text


def test_a_caption_is_kept_in_its_zone():
    report, _ = read_html(PAGE.encode(), ORIGIN)
    captions = [report.text[b.start : b.end] for b in report.blocks if b.zone is Zone.CAPTION]
    assert captions == ["Tanks on the range near Riga"]


def test_a_line_break_inside_a_sentence_parts_no_paragraph():
    assert "exercise would go on" in read_html(PAGE.encode(), ORIGIN)[0].text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><title>Only a title</title></head><body><script>1</script></body></html>",
        "<html>",
        "<html><body>" + "<div>" * 100_000 + "deep" + "</div>" * 100_000,
    ],
)
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(NoArticle):
        read_html(page.encode(), ORIGIN)


def test_a_page_in_an_old_code_page_is_read():
    body = "Первый эшелон с военными прибыл в Минск, сообщило министерство обороны. " * 3
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>{body}</p>'
    assert "эшелон" in read_html(page.encode("cp1251"), ORIGIN)[0].text


def test_a_copyright_year_is_no_date_of_publication():
    page = PAGE.replace("article:published_time", "x").replace("2025-03-04T01:00:00+02:00", "")
    assert not read_html(page.encode(), ORIGIN)[0].published.is_known


def test_structured_data_tells_the_date():
    script = (
        '<script type="application/ld+json">{"@graph":[{"datePublished":"2025-03-01"}]}</script>'
    )
    page = PAGE.replace("article:published_time", "x").replace("</head>", script + "</head>")
    assert read_html(page.encode(), ORIGIN)[0].published.value == "2025-03-01"


def test_markup_in_a_record_is_reduced_to_words():
    assert (
        plain_words("<p>One <b>two</b>.</p><p>Three<script>x</script></p>") == "One two.\n\nThree"
    )


def test_the_name_of_the_site_is_no_part_of_the_headline():
    page = PAGE.replace('<meta property="og:title" content="Army opens range">', "")
    assert read_html(page.encode(), ORIGIN)[0].headline == "Army opens range"
