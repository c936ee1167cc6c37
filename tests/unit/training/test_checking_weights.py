"""How the weights of the check are fitted, on features made up."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from quality.summedits import Case
from training.checking import labelled, weigh

from vedette.brief.check.entail import Weights


def rows(count):
    return [
        {"set": "xsum", "document": f"d{n // 2}", "case": n, "case_label": n % 2, "label": n % 2}
        for n in range(count)
    ]


def test_sentences_of_one_document_are_in_one_part():
    part = weigh.parts(rows(60))
    assert (part[::2] == part[1::2]).all()
    assert len(set(part.tolist())) == weigh.FOLDS


def table(**columns):
    """Return features by name; those not given are zero."""
    size = len(next(iter(columns.values())))
    return np.column_stack([columns.get(name, np.zeros(size)) for name in weigh.NAMES])


def test_a_feature_that_tells_gets_a_weight_and_one_that_does_not_gets_none():
    y, weight = weigh.answers(rows(240))
    x = table(cover=y * 2 - 1, exact=np.tile([1.0, 1.0, -1.0, -1.0], 60))
    found = dict(zip(weigh.NAMES, weigh.fit(x, y, weight)[1:], strict=True))
    assert found["cover"] > 0.5
    assert abs(found["exact"]) < 1e-6


def test_a_weight_of_the_wrong_sign_is_not_learnt():
    y, weight = weigh.answers(rows(240))
    x = table(cover=1 - 2 * y, clashes=y * 2 - 1)
    assert not weigh.fit(x, y, weight)[1:].any()


def test_a_document_is_judged_by_weights_fitted_without_it():
    some = rows(48)
    only = np.zeros(48)
    only[:2] = [9.0, -9.0]  # only the first document would teach this feature
    held = weigh.cross_validated(some, table(cover=only))
    assert np.allclose(held[:2], 0.5, atol=0.01)


def test_each_answer_weighs_the_same_and_what_nobody_knows_nothing():
    some = [*rows(8), *rows(2)[1:], {**rows(1)[0], "label": labelled.UNTOLD}]
    y, weight = weigh.answers(some)
    known = [row["label"] != labelled.UNTOLD for row in some]
    assert weight[-1] == 0
    assert np.isclose(weight[known][y[known] == 1].sum(), weight[known][y[known] == 0].sum())


def judged(row, *, passed=True, verbatim=False):
    """Return a row as the rules judged it, with all its words found."""
    counts = {"cover": 1.0, "arcs_broken": 0.0}
    return {**row, "passed": passed, "verbatim": verbatim, "denied": False, "counts": counts}


def test_a_text_passes_where_rules_and_weights_let_all_its_sentences_pass():
    first, second = rows(2)  # one carried, one wrong
    some = [judged(first), judged(first), judged(second), {**judged(second), "case": 2}]
    found = weigh.measured(some, np.array([0.9, 0.4, 0.4, 0.9]))["xsum"]
    assert (found["texts"], found["held_out_consistent_passed"]) == (3, 0)
    assert found["held_out_inconsistent_caught"] == 50
    assert found["unlabelled_balanced_accuracy"] == 50  # the rules let everything pass


def test_weights_do_not_hold_back_what_stands_there_word_for_word():
    first, second = rows(2)
    some = [judged(first, verbatim=True), judged(second, passed=False, verbatim=True)]
    found = weigh.measured(some, np.array([0.1, 0.9]))["xsum"]
    assert found["held_out_balanced_accuracy"] == 100


def test_only_sets_that_a_folder_has_are_read(tmp_path):
    assert labelled.sets(tmp_path) == []
    (tmp_path / "qags").mkdir()
    (tmp_path / "qags" / "mturk_xsum.jsonl").write_text("", "utf-8")
    assert labelled.sets(tmp_path) == [("xsum", [])]


def test_balanced_accuracy_and_area():
    right = np.array([True, True, False, False])
    assert weigh.balanced(right, np.array([True, False, False, False])) == 0.75
    assert weigh.area(right, np.array([0.9, 0.4, 0.4, 0.1])) == 0.875


def test_the_weights_written_are_those_that_the_check_reads(tmp_path):
    import tomllib

    names = weigh.NAMES
    some = [{**row, "counts": dict.fromkeys(names, 0.0)} for row in rows(40)]
    x = np.zeros((40, len(names)))
    x[:, 0] = [1 - row["label"] for row in some]
    weigh.write(tmp_path / "weights.toml", some, x)
    written = tomllib.loads((tmp_path / "weights.toml").read_text("utf-8"))
    terms = tuple((r["name"], r["mean"], r["spread"], r["weight"]) for r in written["feature"])
    own = Weights(written["start"], terms)
    assert [name for name, *_ in terms] == [names[0]]
    assert own.sure({names[0]: 1.0}) > 0.5 > own.sure({names[0]: 0.0})


def test_of_an_edited_summary_the_sentence_with_the_new_words_is_wrong():
    case = Case("document", "The bridge was shut. Two men left.", consistent=False, kinds=("swap",))
    goods = ["The bridge was shut. Three men left."]
    assert labelled.label_of("The bridge was shut.", case, goods) == labelled.CARRIED
    assert labelled.label_of("Two men left.", case, goods) == labelled.WRONG
