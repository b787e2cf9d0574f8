"""Any table through a mapping."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from candide.errors import MappingError, UnreadableFile
from candide.source import Reject, columns, probe
from candide.source.mapping import Mapping, find, read_mapping, shipped
from tests.sources.reading import person, read, rejects, rows

HEAD = 'id = "mine"\nplatform = "tiktok"\n'
POST = """
[[rows]]
table = "post"
[rows.columns]
platform = { constant = "tiktok" }
post_id = "id"
"""


def mapping(folder: Path, text: str) -> Mapping:
    path = folder / "mapping.toml"
    path.write_text(HEAD + text)
    return read_mapping(path)


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def cell(folder: Path, column: str, spec: str, typed: str) -> Any:
    """What one typed cell becomes in a post; ... when the row does not speak of it."""
    quoted = '"' + typed.replace('"', '""') + '"'
    path = table(folder, f"id,x,other\n1,{quoted},5000\n")
    found = rows(path, "post", mapping=mapping(folder, f"{POST}{column} = {spec}\n"))
    return found[0].get(column, ...)


@pytest.mark.parametrize(
    ("column", "spec", "typed", "value"),
    [
        ("views", '{ column = "x", read = "count" }', " 1240 ", 1240),
        ("views", '{ column = "x", read = "count" }', "1240.0", 1240),
        ("views", '{ column = "x", read = "count" }', "0", 0),
        ("views", '{ column = "x", read = "count" }', "12,3 k", ...),
        ("views", '{ column = "x", read = "count" }', "-1", ...),
        ("views", '{ column = "x", read = "count" }', "", ...),
        ("views", '{ column = "x", read = "count", empty = "null" }', "", None),
        ("views", '{ column = "x", read = "count", empty = "null" }', "beaucoup", ...),
        ("views", '{ column = "x", read = "count", absent = ["-1"] }', "-1", ...),
        (
            "likes",
            '{ column = "x", read = "count", zero_unless = { column = "other", most = 999 } }',
            "0",
            ...,
        ),
        (
            "likes",
            '{ column = "x", read = "count", zero_unless = { column = "other", most = 9999 } }',
            "0",
            0,
        ),
        ("views", '{ column = "x", read = "human_count" }', "12,3 k", 12_300),
        ("views", '{ column = "x", read = "human_count" }', "48.5M", 48_500_000),
        ("views", '{ column = "x", read = "human_count" }', "1,234 k", ...),
        ("duration_s", '{ column = "x", read = "duration" }', "PT1H2M3S", 3723),
        ("duration_s", '{ column = "x", read = "duration" }', "P1DT1S", 86_401),
        ("duration_s", '{ column = "x", read = "duration" }', "PT59.6S", 60),
        ("duration_s", '{ column = "x", read = "duration" }', "P1M", ...),
        ("duration_s", '{ column = "x", read = "duration" }', "PT", ...),
        ("duration_s", '{ column = "x", read = "duration" }', "12:30", ...),
        ("edited", '{ column = "x", read = "bool" }', "Oui", True),
        ("edited", '{ column = "x", read = "bool" }', "FALSE", False),
        ("edited", '{ column = "x", read = "bool" }', "peut-être", ...),
        ("tagged", '{ column = "x", read = "list", separator = "|" }', "a | b||c", ["a", "b", "c"]),
        ("language", '"x"', " fr ", " fr "),
        ("language", '"x"', "   ", ...),
        ("place", '{ constant = "Lyon" }', "", "Lyon"),
        ("edited", "{ constant = false }", "", False),
    ],
)
def test_a_cell_is_read_or_not_spoken_of(tmp_path: Path, column: str, spec: str, typed: str, value: Any):
    assert cell(tmp_path, column, spec, typed) == value


@pytest.mark.parametrize(
    ("read_as", "typed", "value"),
    [
        ("iso_time", "2026-01-28T00:26:46.333802+00:00", datetime(2026, 1, 28, 0, 26, 46, 333802, UTC)),
        ("iso_time", "2026-01-28T02:26:46+0200", datetime(2026, 1, 28, 0, 26, 46, tzinfo=UTC)),
        ("iso_time", "2026-01-28T00:26:46Z", datetime(2026, 1, 28, 0, 26, 46, tzinfo=UTC)),
        ("iso_time", "2026-01-28 00:26:46+00", datetime(2026, 1, 28, 0, 26, 46, tzinfo=UTC)),
        ("iso_time", "2026-01-28 00:26:46", datetime(2026, 1, 28, 0, 26, 46, tzinfo=UTC)),
        ("iso_time", "2026-01-28", datetime(2026, 1, 28, tzinfo=UTC)),
        ("iso_time", "hier", ...),
        ("iso_time", "2026-02-31T00:00:00Z", ...),
        ("seconds", "1772000000", datetime(2026, 2, 25, 6, 13, 20, tzinfo=UTC)),
        ("milliseconds", "1772000000123", datetime(2026, 2, 25, 6, 13, 20, 123000, UTC)),
        ("microseconds", "1772000000123456", datetime(2026, 2, 25, 6, 13, 20, 123456, UTC)),
        ("seconds", "demain", ...),
        ("date", "2026-01-28", datetime(2026, 1, 28, tzinfo=UTC)),
        ("date", "28/01/2026", ...),
    ],
)
def test_a_time_is_read_in_utc(tmp_path: Path, read_as: str, typed: str, value: Any):
    assert cell(tmp_path, "published_at", f'{{ column = "x", read = "{read_as}" }}', typed) == value


def test_a_day_begins_in_its_own_zone(tmp_path: Path):
    spec = '{ column = "x", read = "date", format = "%d/%m/%Y", zone = "Europe/Paris" }'
    assert cell(tmp_path, "published_at", spec, "15/07/2026") == datetime(2026, 7, 14, 22, tzinfo=UTC)


def test_a_time_without_zone_is_in_the_zone_of_the_mapping(tmp_path: Path):
    spec = '{ column = "x", read = "iso_time", zone = "America/Montreal" }'
    assert cell(tmp_path, "published_at", spec, "2026-01-15 10:00") == datetime(2026, 1, 15, 15, tzinfo=UTC)


CREATOR = """
[[rows]]
table = "creator"
[rows.columns]
creator_key = { column = "id", read = "person_id" }
platform = { constant = "tiktok" }
handle = { column = "who", read = "handle" }
bio = { column = "about", read = "bio" }
"""


def test_people_are_keyed_and_contacts_removed(tmp_path: Path):
    path = table(tmp_path, "id,who,about\n900,@ana,écris à ana@exemple.fr\n")
    (row,) = rows(path, "creator", mapping=mapping(tmp_path, CREATOR))
    assert row["creator_key"] == person("tiktok", "id", "900")
    assert (row["handle"], row["bio"]) == ("ana", "écris à …")


def test_a_row_may_tell_its_own_platform(tmp_path: Path):
    text = CREATOR.replace('{ constant = "tiktok" }', '{ column = "where", read = "platform" }')
    path = table(tmp_path, "id,who,about,where\n900,@ana,,TikTok\n900,@ana,,Instagram\n900,@ana,,\n")
    found = rows(path, "creator", mapping=mapping(tmp_path, text))
    assert [r["creator_key"] for r in found] == [
        person("tiktok", "id", "900"),
        person("instagram", "id", "900"),
    ]
    assert [r["platform"] for r in found] == ["tiktok", "instagram"]


@pytest.mark.parametrize(
    ("printed", "interval"),
    [
        ("999", (999, None, None)),
        ("1000", (1005, 1000, 1009)),
        ("1240", (1245, 1240, 1249)),
        ("115000", (115_500, 115_000, 115_999)),
        ("2690000", (2_695_000, 2_690_000, 2_699_999)),
    ],
)
def test_three_figures_rounded_down_are_an_interval(tmp_path: Path, printed: str, interval: tuple[Any, ...]):
    spec = 'followers = { column = "n", read = "count", rounding = "three_figures" }\n'
    path = table(tmp_path, f"id,who,about,n\n900,@ana,,{printed}\n")
    (row,) = rows(path, "creator", mapping=mapping(tmp_path, CREATOR + spec))
    assert (row["followers"], row["followers_low"], row["followers_high"]) == interval


def test_typed_followers_bring_their_interval(tmp_path: Path):
    spec = 'followers = { column = "n", read = "human_count" }\n'
    path = table(tmp_path, 'id,who,about,n\n900,@ana,,"12,3 k"\n901,@bob,,1240\n')
    found = rows(path, "creator", mapping=mapping(tmp_path, CREATOR + spec))
    assert [(r["followers"], r["followers_low"], r["followers_high"]) for r in found] == [
        (12_300, 12_250, 12_349),
        (1240, None, None),
    ]


def test_one_row_feeds_several_tables_and_one_bad_row_is_told_once(tmp_path: Path):
    both = (
        POST
        + '[[rows]]\ntable = "text_part"\n[rows.columns]\nplatform = { constant = "tiktok" }\n'
        + ('post_id = "id"\npart = { constant = "title" }\nposition = { constant = 0 }\ntext = "x"\n')
    )
    path, how = table(tmp_path, "id,x\n1,Bonjour\n,Perdu\n"), mapping(tmp_path, both)
    assert [found[1] for found in read(path, mapping=how) if found[0] == "row 1"] == ["post", "text_part"]
    assert rejects(path, mapping=how) == [("row 2", "refused: nothing readable in id (post_id)")]


def test_a_bad_optional_cell_is_named_and_the_row_is_kept(tmp_path: Path):
    how = mapping(tmp_path, POST + 'views = { column = "x", read = "count" }\n')
    path = table(tmp_path, "id,x\n1,beaucoup\n2,7\n")
    assert [(r["post_id"], r.get("views")) for r in rows(path, "post", mapping=how)] == [
        ("1", None),
        ("2", 7),
    ]
    assert rejects(path, mapping=how) == [("row 1", "not readable, left out: x (views)")]


def test_the_same_rows_come_from_csv_xlsx_and_parquet(tmp_path: Path):
    how = mapping(tmp_path, POST + 'views = { column = "x", read = "count" }\n')
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        notes, page = book.add_worksheet("Notes"), book.add_worksheet("Posts")
        notes.write_row(0, 0, ["a", "b"])
        for i, line in enumerate((["id", "x"], ["1", 7], ["2", 8])):
            page.write_row(i, 0, line)
    pq.write_table(
        pa.table({"id": ["1", "2"], "x": pa.array([Decimal(7), Decimal(8)])}), tmp_path / "t.parquet"
    )
    csv = rows(table(tmp_path, "id;x\n1;7\n2;8\n"), "post", mapping=how)
    assert (
        csv
        == rows(tmp_path / "t.xlsx", "post", mapping=how)
        == rows(tmp_path / "t.parquet", "post", mapping=how)
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str):
    how = mapping(tmp_path, POST + 'place = "lieu"\n')
    path = table(tmp_path, "id;lieu;Thème\n1;Orléans – « été »;x\n", encoding)
    assert rows(path, "post", mapping=how)[0]["place"] == "Orléans – « été »"


def test_a_cell_may_hold_lines_quotes_and_separators(tmp_path: Path):
    how = mapping(tmp_path, POST + 'place = "x"\n')
    path = table(tmp_path, 'id,x\r\n1,"a, ""b""\r\nc"\r\n2,d\r\n')
    assert [r["place"] for r in rows(path, "post", mapping=how)] == ['a, "b"\r\nc', "d"]


def test_a_line_with_too_few_or_too_many_cells_is_told(tmp_path: Path):
    how = mapping(tmp_path, POST)
    path = table(tmp_path, "id,x,y\n1,a,b\n2,a\n3,a,b\n4,a,b,c,d\n5,a,b\n")
    assert [r["post_id"] for r in rows(path, "post", mapping=how)] == ["1", "3", "5"]
    assert rejects(path, mapping=how) == [
        ("line 3", "fewer cells than the header"),
        ("line 5", "more cells than the header"),
    ]


@pytest.mark.parametrize("cells", ['2,"a', '2,"a "quoted" word"', '2,"a"b'])
def test_a_quote_that_is_not_closed_swallows_nothing_in_silence(tmp_path: Path, cells: str):
    path = table(tmp_path, f"id,x\n1,a\n{cells}\n")
    assert [r["post_id"] for r in rows(path, "post", mapping=mapping(tmp_path, POST))] == ["1"]
    assert rejects(path, mapping=mapping(tmp_path, POST)) == [("line 3", "a quote that is not closed")]


def test_a_line_in_another_encoding_is_told(tmp_path: Path):
    path = table(tmp_path, "id,x\n1,a\n2,b\n")
    path.write_bytes(path.read_bytes() + "3,é\n".encode() + b"4,\xe9\n5,c\n")
    assert [r["post_id"] for r in rows(path, "post", mapping=mapping(tmp_path, POST))] == ["1", "2", "3", "5"]
    assert rejects(path, mapping=mapping(tmp_path, POST))[0][0] == "line 5"


def test_rows_keep_their_places_over_many_batches(tmp_path: Path):
    count = 3 * columns.BATCH // 2
    path = table(tmp_path, "id,x\n" + "".join(f"{i},{i}\n" for i in range(1, count + 1)))
    found = [b for b in columns.batches(probe(path), ("id", "x")) if not isinstance(b, Reject)]
    whole = pa.concat_tables(found)
    assert whole.num_rows == count
    assert whole["where"].to_pylist() == [f"row {i}" for i in whole["c0"].to_pylist()]


def test_nul_bytes_do_not_stop_a_table(tmp_path: Path):
    how = mapping(tmp_path, POST)
    path = table(tmp_path, "id,x\n1,a\n2,a\0b\n3,c\n")
    assert {"1", "3"} <= {r["post_id"] for r in rows(path, "post", mapping=how)}


def test_a_mapping_that_names_a_missing_column_lists_those_present(tmp_path: Path):
    how = mapping(tmp_path, POST + 'place = "lieu"\n')
    with pytest.raises(MappingError, match="no lieu; the columns present are id, x") as caught:
        read(table(tmp_path, "id,x\n1,a\n"), mapping=how)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[rows", "TOML"),
        ("", "rows"),
        ('[[rows]]\ntable = "video"\n[rows.columns]\n', "a table among"),
        (POST + 'hearts = "x"\n', "a column of post"),
        (POST + 'views = "x"\n', "a read that gives int64: count"),
        (POST + 'views = { column = "x", read = "number" }\n', "a read among"),
        (POST + 'views = { column = "x", constant = 3 }\n', "one of column, constant, hash"),
        (POST + 'views = { column = "x", read = "count", unit = "k" }\n', "keys among"),
        (POST + 'views = { column = "x", read = "count", rounding = "up" }\n', "three_figures"),
        (POST + 'views = { column = "x", read = "count", empty = "zero" }\n', "silent"),
        (POST + 'likes = { column = "x", read = "count", rounding = "three_figures" }\n', "an interval"),
        (POST + 'url = { hash = ["place"] }\n', "a hash of columns"),
        (POST + 'published_at = { column = "x", read = "iso_time", zone = "Paris" }\n', "IANA"),
        ('[[rows]]\ntable = "post"\n[rows.columns]\npost_id = "id"\n', "no platform"),
        ('[observed]\ncolumn = "x"\nread = "count"\n' + POST, "a read that gives timestamp"),
        ('[observed]\ncolumn = "x"\nread = "date"\nquality = "sure"\n' + POST, "quality"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(tmp_path: Path, text: str, words: str):
    with pytest.raises(MappingError) as caught:
        mapping(tmp_path, text)
    assert words in str(caught.value)
    assert "mapping.toml" in str(caught.value)


def test_a_format_that_does_not_exist_is_a_wrong_mapping(tmp_path: Path):
    spec = 'published_at = { column = "x", read = "date", format = "%Q" }\n'
    with pytest.raises(MappingError, match="can be carried out"):
        read(table(tmp_path, "id,x\n1,2026-01-01\n"), mapping=mapping(tmp_path, POST + spec))


def test_an_unknown_mapping_lists_the_shipped_ones(tmp_path: Path):
    with pytest.raises(MappingError, match="youtube_videos"):
        find(tmp_path / "nothing.toml")


def test_every_shipped_mapping_has_a_title_in_both_languages_and_columns_to_recognise():
    for how in shipped().values():
        assert {"fr", "en"} <= set(how.title)
        assert how.recognise <= how.needs() | how.recognise
        assert how.recognise


def test_a_quote_in_a_mapping_is_no_sql(tmp_path: Path):
    how = mapping(tmp_path, POST + "place = { constant = \"l'été'; drop table x; --\" }\n")
    assert rows(table(tmp_path, "id,x\n1,a\n"), "post", mapping=how)[0]["place"] == "l'été'; drop table x; --"


def test_a_parquet_file_cut_short_is_refused(tmp_path: Path):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"id": [str(i) for i in range(100_000)]}), path)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\0" * 5000 + whole[5100:])
    with pytest.raises(UnreadableFile):
        read(path, mapping=mapping(tmp_path, POST))
