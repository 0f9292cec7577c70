"""Converted leads become deals; several of them may stand behind one."""

import numpy as np

from tandem.sample.clock import END, NEVER, START, Ints, happened
from tandem.sample.draw import Draw
from tandem.sample.leads import Leads


def join_deals(draw: Draw, leads: Leads) -> Ints:
    """Decides which converted leads open a deal and which join one; gives the leads that open, in order of deals."""
    converted = happened(leads.opened)
    joins = converted & draw.chance(0.34, len(leads))
    starters = np.flatnonzero(converted & ~joins)
    joiners = np.flatnonzero(joins)
    if not len(starters):
        return starters
    hosts = draw.whole(0, len(starters), len(joiners))
    shift = leads.opened[starters[hosts]] - draw.wait(6.0, 1.0, len(joiners)) - leads.opened[joiners]
    fits = leads.first[joiners].clip(max=END) + shift > START
    fits &= leads.created[joiners] + shift > START
    leads.deal[starters] = np.arange(len(starters))
    follow(leads, joiners[fits], starters[hosts[fits]], shift[fits])
    leads.opened[joiners[~fits]] = NEVER
    return starters


def follow(leads: Leads, joiners: Ints, hosts: Ints, shift: Ints) -> None:
    """Moves joiners to the deal of their hosts, in time and place."""
    leads.deal[joiners] = leads.deal[hosts]
    leads.region[joiners], leads.segment[joiners] = leads.region[hosts], leads.segment[hosts]
    leads.owner[joiners] = leads.owner[hosts]
    for times in (
        leads.created,
        leads.first,
        leads.mql,
        leads.assigned,
        leads.sal,
        leads.sql,
        leads.opened,
        leads.worked,
    ):
        times[joiners] += np.where(times[joiners] < NEVER, shift, 0)
