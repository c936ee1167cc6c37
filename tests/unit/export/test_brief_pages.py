"""Each format of a brief opened with that format's own library; nothing of a report breaks out."""

from __future__ import annotations

import json
import re
from io import BytesIO
from zipfile import ZipFile

import bibtexparser
import docx
import html5lib
import pytest
from brief_samples import BREAKING, breaking, empty, long, plain
from markdown_it import MarkdownIt
from pypdf import PdfReader

from vedette.errors import BadArgumentError
from vedette.export.briefs.formats import FORMATS, format_of, render
from vedette.export.briefs.shown import shown

SAMPLES = {"plain": plain, "breaking": breaking, "empty": empty, "long": long}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
H = "{http://www.w3.org/1999/xhtml}"


def made(name, sample):
    return render(*SAMPLES[sample](), FORMATS[name])


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_brief_gives_the_same_bytes(name, sample):
    assert made(name, sample) == made(name, sample)


def test_a_format_is_told_by_name_else_by_the_files_ending():
    assert format_of(None, "a/B.PDF").name == "pdf"
    assert format_of("HTML", "a.pdf").name == "html"
    assert format_of(None, "-").name == "text"
    with pytest.raises(BadArgumentError, match="Formats: text, md, html, docx, pdf, csl, bibtex"):
        format_of("odt", "-")
    with pytest.raises(BadArgumentError, match="Add --format"):
        format_of(None, "brief.xyz")


# ---- text --------------------------------------------------------------------------------------


def test_text_has_every_sentence_note_and_offset():
    text = made("text", "plain").decode()
    flat = " ".join(text.split())
    assert "It denied that tanks took part. [2] [3]" in flat
    assert "“«Танки не участвовали», — сказал представитель министерства.” rep-" in flat
    assert "rests on a search of 2 reports of September 2025" in flat
    assert "won the war" not in flat


def test_text_steers_no_terminal():
    text = made("text", "breaking").decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


# ---- Markdown ----------------------------------------------------------------------------------


def parsed(data):
    return MarkdownIt("gfm-like", {"linkify": False}).parse(data.decode())


def test_markdown_has_a_footnote_for_every_reference():
    text = made("md", "plain").decode()
    assert "It denied that tanks took part. [^2] [^3]" in text
    for number in range(1, 5):
        assert len(re.findall(rf"^\[\^{number}\]: ", text, re.MULTILINE)) == 1
    # Programs number footnotes by first mention: that is our numbering.
    body = text[: text.index("\n[^1]: ")]
    assert list(dict.fromkeys(re.findall(r"\[\^(\d)\]", body))) == ["1", "2", "3", "4"]


def test_no_word_of_a_report_is_markup_in_markdown():
    tokens = parsed(made("md", "breaking"))
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {
        "text", "text_special", "strong_open", "strong_close", "em_open", "em_close",
        "link_open", "link_close",
    }  # fmt: skip
    assert {token.type for token in tokens} == {
        "heading_open", "inline", "heading_close", "paragraph_open", "paragraph_close",
    }  # fmt: skip
    links = [c.attrs["href"] for t in tokens for c in t.children or () if c.type == "link_open"]
    assert links
    assert all(link.startswith("https://example.org/") for link in links)


def test_words_stand_in_markdown_as_they_are_shown():
    inline = [t for t in parsed(made("md", "breaking")) if t.type == "inline"]
    text = "\n".join("".join(c.content for c in t.children) for t in inline)
    assert text.count(shown(BREAKING)) > 30


# ---- HTML --------------------------------------------------------------------------------------


def page(sample):
    return html5lib.HTMLParser(strict=True).parse(made("html", sample))


@pytest.mark.parametrize("sample", SAMPLES)
def test_html_has_no_parse_error_and_asks_for_nothing(sample):
    root = page(sample)
    tags = {node.tag.removeprefix(H) for node in root.iter() if isinstance(node.tag, str)}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "input", "base", "svg"}
    assert "on" not in {name[:2] for node in root.iter() for name in node.attrib}
    (policy,) = (
        node.attrib["content"]
        for node in root.iter(f"{H}meta")
        if node.attrib.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_link_of_the_page_leads_somewhere(sample):
    root = page(sample)
    ids = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    for node in root.iter(f"{H}a"):
        target = node.attrib["href"]
        assert target[1:] in ids if target.startswith("#") else target.startswith("https://")


def test_a_note_leads_back_to_its_sentences_and_on_to_the_words():
    root = page("plain")
    (note,) = (n for n in root.iter(f"{H}li") if n.attrib["id"] == "n1")
    links = [node.attrib["href"] for node in note.iter(f"{H}a")]
    assert links[0].startswith("https://example.org/one?a=1&b=2#:~:text=Some%204%2C000%20soldiers")
    assert links[2:] == ["#s1", "#s2", "#s4"]
    (quote,) = (n for n in root.iter(f"{H}blockquote") if n.attrib.get("lang") == "ru")
    assert "".join(quote.itertext()).strip() == "Нас было 4000"


def test_html_shows_the_words_of_reports_as_text():
    root = page("breaking")
    quotes = ["".join(node.itertext()).strip() for node in root.iter(f"{H}blockquote")]
    assert quotes[0] == f"0 {shown(BREAKING)}"
    assert all("lang" not in q.attrib or '"' not in q.attrib["lang"] for q in root.iter("q"))


# ---- DOCX --------------------------------------------------------------------------------------


def endnotes(data):
    from lxml import etree

    return etree.fromstring(ZipFile(BytesIO(data)).read("word/endnotes.xml"))


def test_word_has_real_endnotes_with_the_exact_words():
    data = made("docx", "plain")
    document = docx.Document(BytesIO(data))
    assert document.paragraphs[0].style.name == "Title"
    body = document.element.body
    cited = [int(each.get(f"{W}id")) for each in body.iter(f"{W}endnoteReference")]
    assert cited == [1, 2, 3, 4]
    fields = [each.text.split()[1] for each in body.iter(f"{W}instrText")]
    assert fields == ["_note1", "_note1"]
    marks = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    assert {"_note1", "_note2", "_note3", "_note4"} <= marks
    notes = {n.get(f"{W}id"): "".join(n.itertext(f"{W}t")) for n in endnotes(data)}
    assert "It denied that tanks took part." in notes["2"]
    assert "characters 54–85" in notes["2"]


def test_word_links_only_to_http_and_keeps_its_properties():
    document = docx.Document(BytesIO(made("docx", "breaking")))
    (part,) = (
        rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/endnotes")
    )
    links = [rel.target_ref for rel in part.rels.values() if rel.is_external]
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    assert not any(rel.is_external for rel in document.part.rels.values())


def test_the_properties_of_a_document_are_the_briefs():
    properties = docx.Document(BytesIO(made("docx", "plain"))).core_properties
    assert properties.title == "Granite-2025: a ministry counts 4,000 soldiers"
    assert properties.created.date().isoformat() == "2025-09-17"
    assert properties.modified == properties.created


def test_words_of_reports_are_text_in_word():
    data = made("docx", "breaking")
    notes = ["".join(n.itertext(f"{W}t")) for n in endnotes(data)]
    assert sum(shown(BREAKING) in text for text in notes) == len(notes) - 2 - 1


def test_words_written_from_right_to_left_are_set_so():
    from brief_samples import report, sentence, words

    from vedette.model import Brief

    its = report("مناورات عسكرية", language="ar")
    brief = Brief("X", sentence("Title", words(its, "مناورات")), (), ())
    root = endnotes(render(brief, {its.id: its}, FORMATS["docx"]))
    (said,) = (r for r in root.iter(f"{W}r") if "مناورات" in "".join(r.itertext(f"{W}t")))
    assert said.find(f"{W}rPr/{W}rtl") is not None
    assert said.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ar"


# ---- PDF ---------------------------------------------------------------------------------------


def reader(sample):
    return PdfReader(BytesIO(made("pdf", sample)), strict=True)


def flat(found):
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def test_pdf_has_title_language_day_and_bookmarks():
    found = reader("plain")
    assert found.metadata.title == "Granite-2025: a ministry counts 4,000 soldiers"
    assert found.metadata.creation_date.date().isoformat() == "2025-09-17"
    assert found.root_object["/Lang"] == "en-GB"
    (top, under) = found.outline
    assert top.title == found.metadata.title
    assert [entry.title for entry in under] == ["What is not known", "Notes"]


def test_pdf_embeds_every_font_it_uses():
    for page in reader("plain").pages:
        for one in page["/Resources"]["/Font"].values():
            font = one.get_object()
            if font["/BaseFont"] != "/Helvetica":  # named by the library, never used
                assert "/FontFile2" in font["/FontDescriptor"]


def test_pdf_holds_words_in_their_own_letters():
    text = flat(reader("plain"))
    assert "«Танки не участвовали», — сказал представитель министерства." in text
    assert "characters 54–85" in text
    assert "1 / 1" in text


def test_pdf_links_from_the_number_to_the_note_and_back():
    found = reader("plain")
    links = [each.get_object() for page in found.pages for each in page.get("/Annots", ())]
    inner = [(link["/Rect"][1], link["/Dest"][3]) for link in links if "/Dest" in link]
    down = [start for start, end in inner if end < start - 20]
    back = [start for start, end in inner if end > start + 20]
    assert (len(down), len(back)) == (6, 6)
    outer = [link["/A"]["/URI"] for link in links if "/A" in link]
    assert len(outer) == 6
    assert sum("#:~:text=" in each for each in outer) == 3


def test_letters_that_the_font_lacks_are_named():
    text = flat(reader("breaking"))
    assert "[Arabic and CJK, 17 letters, rocket, woman, airplane]" in text
    assert "[replacement character]" in text
    assert "Мінск Αθήνα" in text
    for page in reader("breaking").pages:
        for one in page.get("/Annots", ()):
            uri = one.get_object().get("/A", {}).get("/URI", "https://example.org/")
            assert uri.startswith("https://example.org/")


def test_four_hundred_notes_are_all_there():
    text = flat(reader("long"))
    assert "Report number 399 counts" in text
    assert len(endnotes(made("docx", "long"))) == 402
    assert made("html", "long").count(b'<li id="n') == 400


# ---- CSL-JSON and BibTeX -----------------------------------------------------------------------

# What the published schema of CSL data allows of an item, as far as we write it.
CSL_TEXT = {"type", "id", "title", "container-title", "language", "URL", "note"}
CSL_DATES, CSL_NAMES, CSL_OTHER = {"issued", "accessed"}, {"author"}, {"custom", "citation-number"}


@pytest.mark.parametrize("sample", SAMPLES)
def test_csl_items_have_only_what_csl_knows(sample):
    brief, _ = SAMPLES[sample]()
    items = json.loads(made("csl", sample))
    assert [item["id"] for item in items] == list(
        dict.fromkeys(note.report_id for note in brief.notes)
    )
    for item in items:
        assert set(item) <= CSL_TEXT | CSL_DATES | CSL_NAMES | CSL_OTHER
        assert all(isinstance(item[key], str) for key in CSL_TEXT & set(item))
        assert item["type"] == "article-newspaper"
        for key in CSL_DATES & set(item):
            assert 1 <= len(item[key]["date-parts"]) <= 2
            assert all(1 <= len(day) <= 3 for day in item[key]["date-parts"])
        for author in item.get("author", ()):
            assert set(author) == {"literal"}
        assert item.get("URL", "https:").startswith("https:")


def test_csl_keeps_the_words_with_their_offsets():
    _, reports = plain()
    for item in json.loads(made("csl", "plain")):
        for passage in item["custom"]["passages"]:
            text = reports[item["id"]].text
            assert text[passage["start"] : passage["end"]] == passage["quote"]
    first = json.loads(made("csl", "plain"))[0]
    assert first["author"] == [{"literal": "Ann Petrova"}]
    assert first["issued"] == {"date-parts": [[2025, 9, 16]]}


@pytest.mark.filterwarnings("ignore:.*arguments for Reference are unsupported. custom")
def test_a_processor_of_the_style_language_makes_a_reference_of_it():
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    items = json.loads(made("csl", "plain"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        listed.register(Citation([CitationItem(item["id"])]))
    assert str(listed.bibliography()[0]) == (
        "Ann Petrova (2025) “Drill opens”, Example Wire, 16 September. "
        "Available at: https://example.org/one?a=1&b=2."
    )


@pytest.mark.parametrize("sample", SAMPLES)
def test_bibtex_is_read_back(sample):
    brief, _ = SAMPLES[sample]()
    library = bibtexparser.parse_string(made("bibtex", sample).decode())
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == list(
        dict.fromkeys(note.report_id for note in brief.notes)
    )
    assert all(entry.entry_type == "online" for entry in library.entries)


def test_no_word_of_a_report_is_a_command_of_latex():
    text = made("bibtex", "breaking").decode()
    assert r"\input" not in text
    assert r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}" in text
    values = re.sub(r"\\(?:text[a-z]+\{\}|[$&#_%])", "", text)
    assert not re.search(r"[\\$&#_~^]", re.sub(r"url = \{.*\}", "", values))
