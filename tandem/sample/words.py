"""Names of people, companies and things, none of them real."""

import polars as pl

from tandem.sample.clock import Ints
from tandem.sample.draw import Draw
from tandem.sample.files import chosen

FIRST_NAMES = tuple(
    "Ada Aisha Alan Alice Amara Ana Andre Anna Arjun Astrid Ben Bianca Bruno Camila Carl Carmen Chen Chloe Clara "
    "Daniel Daria David Diego Elena Elif Emma Erik Eva Farid Felix Fiona Gabriel Greta Hana Hans Hugo Ines Ingrid "
    "Isaac Ivan Jack James Jana Jin Joana Jonas Julia Kai Karim Kenji Laila Lars Laura Lea Leo Lin Louis Lucia "
    "Luis Maja Marco Maria Mark Marta Mei Mia Nadia Nils Nina Noah Nora Olga Omar Oscar Paul Paula Pedro Petra "
    "Priya Rafael Rosa Ruth Sam Sara Sofia Sven Tariq Theo Tom Uma Vera Victor Wei Yara Yuki Zoe".split()
)
LAST_NAMES = tuple(
    "Abel Adler Almeida Andersen Aoki Arslan Baker Barros Bauer Becker Bell Berg Blanc Brandt Brooks Bruno Carter "
    "Castro Chan Clarke Cohen Costa Cruz Dahl Davis Diaz Dubois Eder Ellis Evans Faber Fischer Flores Foster "
    "Frank Fuchs Garcia Gomez Graf Gray Green Gupta Haas Hall Hansen Harris Hayes Holm Hughes Ibrahim Ito Jansen "
    "Jensen Jones Kato Keller Kelly Khan Kim Klein Koch Kumar Lang Larsen Lee Lehmann Lewis Lima Lin Lopez Maier "
    "Martin Mason Mehta Meyer Mills Moreau Moreno Morgan Mori Murphy Nagy Nair Nguyen Nielsen Novak Ortiz Owen "
    "Park Patel Perez Peters Pinto Price Ramos Reed Reyes Rios Rossi Roth Ruiz Russo Santos Sato Schmid Scott "
    "Sharma Silva Singh Smith Stein Suzuki Tanaka Taylor Torres Vega Vogel Wagner Walker Wang Weber White Wolf "
    "Wong Wright Yamada Young Zhang Zimmer".split()
)
COMPANY_BEGINNINGS = tuple(
    "Alder Amber Anchor Arbor Argent Ash Aurora Basalt Beacon Birch Blue Bright Bronze Brook Canyon Cedar Cinder "
    "Clear Cobalt Copper Coral Crest Delta Dune East Ember Falcon Fern Fjord Flint Garnet Glacier Granite Green "
    "Harbor Hazel Heron High Iron Ivory Jade Juniper Lake Larch Lumen Maple Marble Meadow Mesa North Oak Onyx "
    "Opal Orchard Pearl Pine Quartz River Rowan Sable Silver Slate South Stone Summit Teal Timber Umber Vale West "
    "Willow Winter".split()
)
COMPANY_ENDINGS = tuple(
    "bank bay bridge craft dale fields foods forge freight gate grid group haven hill house labs land line link "
    "logistics mark metals mill motors path pharma point port power press retail ridge shore side stone systems "
    "textiles trade transit view ware water way wood works yard".split()
)
TITLES = (
    "Head of Planning",
    "Finance Director",
    "Supply Chain Manager",
    "IT Manager",
    "Operations Analyst",
    "Chief Financial Officer",
    "VP Operations",
    "Demand Planner",
    "Controller",
    "Procurement Lead",
    "Data Engineer",
    "Managing Director",
)
INDUSTRIES = (
    "Manufacturing",
    "Retail",
    "Logistics",
    "Financial Services",
    "Healthcare",
    "Energy",
    "Consumer Goods",
    "Software",
)
FREE_MAIL = ("gmail.com", "outlook.com", "yahoo.com", "gmx.de")
ENDINGS = (".example", ".uk.example", ".de.example", ".au.example", ".br.example")
"""Reserved names: no mail or page of a real company can be meant."""


def company_names(numbers: Ints) -> pl.Series:
    """One name per number, the same number always the same name, two numbers never."""
    kinds = len(COMPANY_BEGINNINGS) * len(COMPANY_ENDINGS)
    mixed = numbers * 1_087 % kinds
    names = pl.DataFrame(
        {
            "first": chosen(COMPANY_BEGINNINGS, mixed % len(COMPANY_BEGINNINGS)),
            "last": chosen(COMPANY_ENDINGS, mixed // len(COMPANY_BEGINNINGS)),
            "again": pl.Series(numbers // kinds + 1),
        }
    )
    numbered = pl.when(pl.col("again") > 1).then(pl.format(" {}", "again")).otherwise(pl.lit(""))
    return names.select(pl.concat_str("first", "last", numbered)).to_series()


def domains(names: pl.Series, regions: Ints) -> pl.Series:
    """Web domains of companies by name and region."""
    return names.str.to_lowercase().str.replace_all(" ", "") + chosen(ENDINGS, regions)


def people(draw: Draw, count: int) -> pl.DataFrame:
    """First names, last names and titles of people."""
    return pl.DataFrame(
        {
            "FirstName": chosen(FIRST_NAMES, draw.whole(0, len(FIRST_NAMES), count)),
            "LastName": chosen(LAST_NAMES, draw.whole(0, len(LAST_NAMES), count)),
            "Title": chosen(TITLES, draw.whole(0, len(TITLES), count)),
        }
    )


def addresses(names: pl.DataFrame, domain: pl.Series) -> pl.Series:
    """E-mail addresses of the people in `names` at their domains; namesakes at one domain are numbered."""
    local = pl.concat_str(pl.col("FirstName").str.to_lowercase(), pl.lit("."), pl.col("LastName").str.to_lowercase())
    plain = names.select(local.alias("local")).with_columns(domain.alias("domain"))
    order = pl.int_range(pl.len()).over("local", "domain")
    number = pl.when(order > 0).then(order.cast(pl.String)).otherwise(pl.lit(""))
    return plain.select(pl.concat_str("local", number, pl.lit("@"), "domain")).to_series()
