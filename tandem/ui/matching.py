"""The columns of a file beside those that Tandem needs: matched by hand once, and remembered."""

import getpass
from collections.abc import Mapping

import streamlit as st

from tandem import words
from tandem.catalog import Dictionary, Table
from tandem.errors import TandemError
from tandem.ingest import Extract, Look, Order, misplaced, remember, taught
from tandem.ingest.extract import find_column
from tandem.ledger import Ledger
from tandem.ui.desk import Desk
from tandem.ui.opening import warehouse
from tandem.ui.tray import Item, Tray

safe = words.safe.in_html
NONE = "–"
OPENED = "opened columns"
NEAR = 3
ORDERS = {words.loading.DAY_FIRST: Order.DAY_FIRST, words.loading.MONTH_FIRST: Order.MONTH_FIRST}


def open_columns(item: Item, look: Look) -> None:
    """Opens the columns of one table of a file."""
    st.session_state[OPENED] = item.key, look.part


def close_columns() -> None:
    """Closes them."""
    st.session_state.pop(OPENED, None)


def opened_columns(place: Desk, tray: Tray) -> None:
    """The columns that are open, to be matched and remembered."""
    key, part = st.session_state.get(OPENED, ("", ""))
    for item in tray.items:
        for look in item.looks or ():
            if (item.key, look.part) == (key, part):
                show_columns(place, tray, look)


def show_columns(place: Desk, tray: Tray, look: Look) -> None:
    """A dialog with the columns of one table of a file."""
    title = words.safe.markdown(words.loading.match_title(look.part))

    @st.dialog(title, width="large", on_dismiss=close_columns)
    def dialog() -> None:
        order = date_order(look)
        table = chosen_table(look)
        if doubt := misplaced(look, table.name):
            st.warning(words.safe.markdown(doubt))
        columns = fields(look, table)
        if st.button(words.loading.REMEMBER, type="primary", key="remember"):
            keep(place, tray, taught(look, table=table.name, columns=columns, dates=order))

    dialog()


def chosen_table(look: Look) -> Table:
    """What the file holds: what it was recognised as, unless somebody says otherwise."""
    tables = Dictionary.load().tables
    names = list(tables)
    index = names.index(look.table) if look.table in names else names.index(words.loading.USUAL_TABLE)
    name = st.selectbox(
        words.loading.HOLDS, names, index, format_func=words.loading.table_offered, key=f"table {look.part}"
    )
    return tables[name]


def fields(look: Look, table: Table) -> Mapping[str, str]:
    """The source column chosen for each canonical one: first those that every row needs, then the others.

    Where a preset goes on for the rest, only what is to differ from it.
    """
    is_as_recognised = table.name == look.table
    known = recognised(look) if is_as_recognised else alike(look, table)
    needed = [*table.required, *table.one_of]
    first = [*needed, *(name for name in table.columns if name in known and name not in needed)]
    goes_on = is_as_recognised and not look.is_by_hand
    chosen = {name: field(look, table, name, known.get(name), is_fixed=goes_on and name in known) for name in first}
    others = [name for name in table.columns if name not in first]
    if others:
        with st.expander(words.loading.more_columns(len(others)), expanded=not look.extract):
            chosen |= {name: field(look, table, name, None, is_fixed=False) for name in others}
    same = known if goes_on else {}
    return {name: source for name, source in chosen.items() if source and source != same.get(name)}


def recognised(look: Look) -> dict[str, str]:
    """The source column of every canonical one that was recognised."""
    return {column.target: column.source for column in look.columns if column.target}


def alike(look: Look, table: Table) -> dict[str, str]:
    """The source columns that are called as the canonical ones are."""
    found = {name: find_column(words.names.title_case(name), look.header) for name in table.columns}
    return {name: source for name, source in found.items() if source}


def field(look: Look, table: Table, name: str, source: str | None, *, is_fixed: bool) -> str | None:
    """One canonical column: what it is, the source column it is taken from, and some of its values.

    What a preset takes from a column (`is_fixed`) may be taken from another one, but not from none.
    """
    wanted, is_needed = table.columns[name], name in table.required
    samples = {column.source: column.samples for column in look.columns}
    options = list(samples) if is_fixed else [NONE, *samples]
    says, picks, shows = st.columns([4, 4, 5], vertical_alignment="center")
    mark = '<b class="needed">needed</b>' if is_needed else ""
    title, meaning = safe(words.names.title_case(wanted.name)), safe(wanted.meaning)
    says.html(f'<div class="field"><b>{title}</b>{mark}<small>{meaning}</small></div>')
    picked = picks.selectbox(
        words.names.title_case(wanted.name),
        options,
        options.index(source) if source else 0,
        key=f"match {look.part} {table.name} {name}",
        label_visibility="collapsed",
    )
    values = " · ".join(samples.get(picked, ())[:NEAR])
    shows.html(f'<p class="samples">{safe(values)}</p>')
    return None if picked == NONE else picked


def date_order(look: Look) -> Order | None:
    """Whether the day or the month comes first, where the file cannot say."""
    if not look.ambiguous_dates:
        return None
    samples = {column.source: column.samples for column in look.columns}
    shown = ", ".join(samples.get(look.ambiguous_dates[0], ())[:NEAR])
    said = st.radio(words.safe.markdown(words.loading.date_question(look.ambiguous_dates, shown)), list(ORDERS), None)
    return ORDERS[said] if said else None


def keep(place: Desk, tray: Tray, extract: Extract) -> None:
    """Remembers what was said, for this load and every later one, and looks at the files anew."""
    try:
        with Ledger.open(warehouse().root) as ledger:
            remember(ledger, extract, getpass.getuser())
    except TandemError as problem:
        st.error(words.safe.markdown(str(problem)))
        return
    close_columns()
    tray.look_again()
    place.look(tray)
    st.rerun()
