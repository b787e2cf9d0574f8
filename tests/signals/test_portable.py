"""Every query is one that another engine can be given: it parses, and it says the same in Spark's words."""

import importlib
import pkgutil

import pytest
import sqlglot
from sqlglot import exp

from candide import derive
from candide.audit.counting import ESTIMATORS
from candide.derive import narrow
from candide.signal import load, share, shift


def queries():
    for signal in load().values():
        yield signal.code, signal.query()
        if signal.estimator == "shift":
            yield f"{signal.code} series", shift.SERIES.format(judged=signal.query(), enough=signal.enough)
            continue
        stats = ESTIMATORS[signal.estimator].STATS
        yield f"{signal.code} stats", stats.format(judged=signal.query(), enough=1, cluster="cluster")
    judged = load()["IND001"].query()
    yield "rows alone", share.STATS_ALONE.format(judged=judged, enough=1)
    for info in pkgutil.iter_modules(derive.__path__):
        module = importlib.import_module(f"candide.derive.{info.name}")
        sql = getattr(module, "SQL", getattr(module, "VIEW", None))
        if sql:
            yield info.name, narrow(sql, module.READS)


QUERIES = dict(queries())


@pytest.mark.parametrize("name", QUERIES)
def test_it_parses_here_and_is_written_for_spark(name):
    (there,) = sqlglot.transpile(
        QUERIES[name], read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    assert sqlglot.parse_one(there, read="spark")


@pytest.mark.parametrize("name", QUERIES)
def test_medians_are_exact_and_no_exists_stands_in_a_select_list(name):
    tree = sqlglot.parse_one(QUERIES[name], read="duckdb")
    assert not list(tree.find_all(exp.ApproxQuantile, exp.ApproxDistinct))
    for select in tree.find_all(exp.Select):
        assert not [e for e in select.expressions if list(e.find_all(exp.Exists))]
