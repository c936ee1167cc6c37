from dataclasses import replace

from vedette.run.plan import PLAN, check_plan


def test_no_stage_reads_what_nobody_wrote_before():
    assert check_plan() == []


def test_a_plan_out_of_order_is_told():
    assert check_plan(tuple(reversed(PLAN)))


def test_stage_names_are_unique_and_versioned():
    labels = [stage.label for stage in PLAN]
    assert len(set(labels)) == len(labels)
    assert replace(PLAN[0], version=9).label.endswith("@9")
