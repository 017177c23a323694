from interpkb.models.claim import Role
from interpkb.models.method import MethodType
from interpkb.pages import layout
from interpkb.query.network import Link, Node
from interpkb.relations import ENTRY_KINDS


def node(id: str, kind: str = "goal", part: str = "") -> Node:
    return Node(id, kind, id.title(), part, None)


def joined(start: str, end: str) -> Link:
    return Link(start, "serves", end, None, None)


def nodes(*all_: Node) -> dict[str, Node]:
    return {node.id: node for node in all_}


def shown(columns: list[list[str]]) -> list[list[str]]:
    return [ids for ids in columns if ids]


def test_every_sort_of_entry_has_one_column() -> None:
    parts: dict[str, tuple[str, ...]] = {"claim": tuple(Role), "method": ("", *MethodType)}
    sorts = [(kind, part) for kind in ENTRY_KINDS for part in parts.get(kind, ("",))]

    assert sorted(sorts) == sorted(sort for _, column in layout.LAYERS for sort in column)


def test_methods_stand_left_of_goals_and_these_left_of_agendas() -> None:
    all_ = nodes(node("a", "agenda"), node("b", "goal"), node("c", "method", "class"), node("d", "method", "method"))

    assert shown(layout.columns(all_, [])) == [["d"], ["c"], ["b"], ["a"]]


def test_linked_entries_come_to_like_heights() -> None:
    all_ = nodes(*(node(id, "method") for id in ("a", "b", "c")), *(node(id) for id in ("x", "y", "z")))
    links = [joined("a", "z"), joined("b", "y"), joined("c", "x")]

    (methods, goals) = shown(layout.columns(all_, links))

    goal_of = {link.start: link.end for link in links}
    assert [goal_of[method] for method in methods] == goals


def test_the_order_does_not_depend_on_the_order_in_which_entries_and_links_come() -> None:
    all_ = nodes(*(node(f"m{i}", "method") for i in range(9)), *(node(f"g{i}") for i in range(4)))
    links = [joined(f"m{i}", f"g{i * i % 4}") for i in range(9)]
    turned = dict(reversed(all_.items()))

    assert layout.columns(all_, links) == layout.columns(turned, links[::-1])


def test_a_new_entry_without_links_leaves_the_others_in_their_order() -> None:
    all_ = nodes(*(node(f"m{i}", "method") for i in range(9)), *(node(f"g{i}") for i in range(4)))
    links = [joined(f"m{i}", f"g{i % 4}") for i in range(9)]

    before = layout.columns(all_, links)
    after = layout.columns({**all_, "zz": node("zz", "method")}, links)

    assert [[id for id in ids if id != "zz"] for ids in after] == before


def test_a_link_out_of_what_is_shown_is_left_out() -> None:
    assert shown(layout.columns(nodes(node("a")), [joined("a", "elsewhere")])) == [["a"]]
