"""Templates: variants, slots, gaps, and the errors that a pack author sees."""

import pytest

from candide.text.template import GAP, Atom, compile_template


def test_variants_are_written_out():
    (row,) = compile_template("produit(s|) offert(s|)")
    assert set(row[0].phrases) == {
        ("produits", "offerts"), ("produits", "offert"), ("produit", "offerts"), ("produit", "offert"),
    }  # fmt: skip


def test_groups_nest():
    (row,) = compile_template("(lien (en|dans la) bio|linktree)")
    assert set(row[0].phrases) == {("lien", "en", "bio"), ("lien", "dans", "la", "bio"), ("linktree",)}


def test_slots_and_gaps_part_atoms():
    (row,) = compile_template("code ... {percent} chez {brand}")
    assert [(a.slot, a.gap) for a in row] == [("", 0), ("percent", GAP), ("", 0), ("brand", 0)]


def test_a_variant_may_leave_an_atom_out():
    rows = compile_template("{brand} (vite|) envoie")
    assert len(rows) == 1
    assert len(compile_template("avec {brand} (aussi|) {price}")) == 2


def test_a_chain_starts_at_its_heaviest_atom():
    (row,) = compile_template("a {brand} commercialise")
    assert max(row, key=lambda a: a.weight).phrases == (("commercialise",),)
    assert Atom(slot="brand").weight == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("avec {marque}", "unknown slot"),
        ("{brand} ... {price}", "no word"),
        ("fin. début", "sentence break"),
        ("(un|deux", "bracket"),
        ("(a|b|c|d|e|f|g|h|i|j)" * 5, "variants"),
    ],
)
def test_what_does_not_compile_says_why(text: str, says: str):
    with pytest.raises(ValueError, match=says):
        compile_template(text)
