"""What a map draws, told as text: nothing looks known better than it is."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

from vedette.data.world import land, region_radius, sea_radius
from vedette.model import PlacePrecision
from vedette.web.drawing.extent import Spread, distance, frame_of
from vedette.web.drawing.files import png_file, svg_file
from vedette.web.drawing.ground import Frame, ground
from vedette.web.drawing.labels import Box, place_labels
from vedette.web.drawing.map import Pin, draw_map

MINSK = Pin(
    name="Minsk", precision=PlacePrecision.SETTLEMENT, lat=53.9, lon=27.57, times=7, link="#place-1"
)
RANGE = Pin(
    name="Obuz range",
    precision=PlacePrecision.POINT,
    lat=53.1,
    lon=25.6,
    placed=1,
    link="/report/r",
)
GRODNO = Pin(
    name="Grodno Region",
    precision=PlacePrecision.REGION,
    lat=53.6,
    lon=24.9,
    country="BY",
    times=2,
    link="#place-2",
)
BELARUS = Pin(
    name="Belarus",
    precision=PlacePrecision.COUNTRY,
    lat=53.0,
    lon=28.0,
    country="BY",
    times=9,
    placed=2,
    link="#place-3",
)
BALTIC = Pin(
    name="Baltic Sea", precision=PlacePrecision.SEA, lat=58.0, lon=19.5, times=3, link="#place-4"
)
NOWHERE = Pin(name="Karhu range", precision=PlacePrecision.UNPLACED, link="/report/k")
ALL = [MINSK, RANGE, GRODNO, BELARUS, BALTIC, NOWHERE]


def _svg(*pins: Pin, whole: bool = False) -> str:
    return str(draw_map(pins, name="map", label="Places", whole=whole).svg)


@pytest.mark.parametrize("pin", [GRODNO, BALTIC, BELARUS])
def test_what_is_known_only_as_an_area_is_hatched_and_never_a_dot(pin):
    svg = _svg(pin)
    assert re.search(rf'class="area {pin.precision} \w+" fill="url\(#map-\w+\)"', svg)
    assert 'class="ring"' not in svg
    assert 'class="chip"' in svg


def test_a_point_and_a_settlement_are_told_apart():
    assert 'class="mark point placed"' in _svg(RANGE)
    assert 'class="mark settlement named"' in _svg(MINSK)
    assert 'class="area' not in _svg(MINSK, RANGE)


def test_a_country_has_its_own_shape_and_a_region_a_disc_of_its_size():
    drawn = _svg(GRODNO, BELARUS)
    assert re.search(r'<path class="area country placed"[^>]* d="M[\d. l-]+z', drawn)
    assert '<circle class="area region named"' in drawn
    assert 60 < region_radius("BY", None) < 130
    assert sea_radius("Baltic Sea") > 300


def test_what_could_not_be_placed_is_in_the_tray_and_nowhere_else():
    drawn = draw_map(ALL, name="map", label="Places")
    assert drawn.tray == (NOWHERE,)
    assert "Karhu" not in drawn.svg
    assert NOWHERE in drawn.listed


def test_every_mark_leads_to_words():
    svg = _svg(*ALL)
    links = re.findall(r'<a href="([^"]*)"', svg)
    assert len(links) == len(ALL) - 1
    assert all(links)


def test_every_mark_says_what_it_is_to_who_cannot_see_it():
    svg = _svg(MINSK, BELARUS)
    assert 'aria-label="Minsk, settlement, 7 times, only named"' in svg
    assert 'aria-label="Belarus, country, 9 times, 2 claims there"' in svg


def test_two_places_on_one_spot_are_one_mark_with_both_numbers():
    base = Pin(
        name="Minsk base",
        precision=PlacePrecision.SETTLEMENT,
        lat=53.9,
        lon=27.57,
        times=2,
        link="#b",
    )
    svg = _svg(MINSK, base)
    assert svg.count("<a ") == 1
    assert ">9</text>" in svg
    assert "Minsk and 1 more" in svg


def test_one_far_place_does_not_shrink_the_rest_and_is_not_lost():
    far = Pin(
        name="Lima", precision=PlacePrecision.SETTLEMENT, lat=-12.05, lon=-77.04, link="/report/l"
    )
    drawn = draw_map([*ALL, far], name="map", label="Places")
    assert far in drawn.outside
    assert far in drawn.listed
    assert "Lima" not in drawn.svg


def test_the_world_is_drawn_whole_where_it_is_asked_for():
    far = Pin(name="Lima", precision=PlacePrecision.SETTLEMENT, lat=-12.05, lon=-77.04, link="/l")
    drawn = draw_map([MINSK, far], name="map", label="Places", whole=True)
    assert not drawn.outside
    assert drawn.projection == "Equal Earth"


def test_names_are_left_out_rather_than_printed_over_each_other():
    marks = [Box(100 + 3 * n, 100, 10, 10) for n in range(9)]
    labels = place_labels(marks, ["A training ground"] * 9, (400, 200))
    shown = [label for label in labels if label]
    assert 0 < len(shown) < 9


def test_names_that_are_shown_do_not_meet():
    svg = _svg(MINSK, RANGE, GRODNO, BELARUS)
    place = r'translate\(([\d.]+) ([\d.]+)\).*?class="name[^"]*" x="([\d.-]+)" y="([\d.-]+)"'
    found = re.findall(place, svg)
    places = [(float(x) + float(dx), float(y) + float(dy)) for x, y, dx, dy in found]
    assert all(abs(a[1] - b[1]) > 5 or abs(a[0] - b[0]) > 30 for a, b in combinations(places, 2))


def test_a_name_from_a_report_cannot_become_markup():
    evil = Pin(
        name='<script>alert(1)</script>"', precision=PlacePrecision.POINT, lat=50, lon=20,
        link='/x"><script>',
    )  # fmt: skip
    svg = _svg(evil)
    assert "<script" not in svg


def test_a_map_without_places_is_the_world_and_no_mark():
    drawn = draw_map([], name="map", label="Places")
    assert "<a " not in drawn.svg
    assert 'class="land"' in drawn.svg


def test_a_map_can_be_saved_as_svg_and_png():
    svg = _svg(*ALL)
    assert b"var(--" not in svg_file(svg).body.replace(b"var(--shrink", b"")
    assert png_file(svg, width=300).body.startswith(b"\x89PNG")


# ---- the ground --------------------------------------------------------------------------------


def test_a_frame_holds_its_places_and_true_distances_near_its_middle():
    near = [Spread(20 + n, 50 + n, 0, 1) for n in range(5)]
    frame = frame_of(near)
    assert all(frame.shows(one.lon, one.lat) for one in near)
    (ax, ay), (bx, by) = (frame.at(one.lon, one.lat) for one in near[1:3])
    drawn = ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 / frame.scale
    assert drawn == pytest.approx(distance(*near[1:3]), rel=0.01)


def test_a_country_around_the_180th_meridian_is_not_drawn_across_the_world():
    whole = ground(frame_of([], whole=True))
    for rings in whole.countries.values():
        for ring in rings:
            jumps = [abs(a[0] - b[0]) for a, b in pairwise(ring)]
            on_edge = max(y for _, y in ring) > 440  # around the pole
            assert on_edge or max(jumps) < 200


def test_what_lies_behind_the_world_does_not_turn_inside_out():
    over_chile = ground(Frame(-70, -35, 960, 500, 0.2))
    assert "CL" in over_chile.countries
    assert "CN" not in over_chile.countries


@pytest.mark.parametrize("scale", [0.1, 1.0])  # the coarse land and the fine one
def test_crimea_is_drawn_with_ukraine_and_its_line_is_marked_disputed(scale):
    frame = Frame(34.1, 45.25, 960, 500, scale)
    around = ground(frame)
    middle = (frame.width / 2, frame.height / 2)
    holds = {
        code for code, rings in around.countries.items() for ring in rings if _inside(middle, ring)
    }
    assert holds == {"UA"}
    assert around.disputed
    for grain in ("110m", "50m"):
        assert not land(grain).disputed & land(grain).borders


def _inside(point, ring):
    x, y = point
    crossed = 0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y):
            crossed += x < (bx - ax) * (y - ay) / (by - ay) + ax
    return crossed % 2 == 1
