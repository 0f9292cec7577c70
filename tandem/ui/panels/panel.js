// Pieces of a page in one element that stays: what says the same is left alone, and the focus stays where it was.
import { Chart } from './chart.js';
import { joined, plain } from './rows.js';

const PIECE = '<div class="piece"><div class="said"></div><div class="under"></div></div>';
const CHART = '<div class="chart" role="figure"></div>';
const PANEL = '<div class="panel"></div>', HALVES = '<div class="halves"><div class="panels"></div><div class="panels"></div></div>';

export default function ({ parts, parentElement, setTriggerValue }) {
    const panels = parentElement.querySelector('.panels'), opens = (key, point) => setTriggerValue('opened', { key, point });
    panels.onclick = ({ target }) => {
        const button = target.closest('button[data-opens]');
        if (button) opens(button.dataset.opens);
    };
    arrange(panels, parts, { opens, colours: coloursOf(parentElement) });
    // Streamlit ends a call that another one has overtaken as well: then the element is still there.
    return () => setTimeout(() => panels.isConnected || leave(panels));
}

// The children of `place`, one for each part; those that are there already stay.
function fill(place, parts, made, show) {
    while (place.children.length > parts.length) leave(place.lastChild);
    parts.forEach((part, number) => show(childOf(place, number, made(part)), part));
}

function childOf(place, number, made) {
    const there = place.children[number];
    if (there?.made === made) return there;
    const child = element(made);
    child.made = made;
    if (there) {
        there.before(child);
        leave(there);
    } else place.append(child);
    return child;
}

const element = html => document.createRange().createContextualFragment(html).firstChild;

function leave(there) {
    for (const one of [there, ...there.querySelectorAll('.chart')]) one.chart?.end();
    there.remove();
}

function arrange(place, parts, given) {
    fill(place, parts, part => (part.halves ? HALVES : PANEL), (there, part) => {
        if (part.halves) part.halves.forEach((half, number) => arrange(there.children[number], half, given));
        else {
            there.className = `panel panel-${part.key} st-key-${part.key}`;
            fill(there, part.pieces, () => PIECE, (piece, told) => show(piece, told, given));
        }
    });
}

function show(piece, { html, chart, openers }, { opens, colours }) {
    const said = piece.firstChild, under = piece.lastChild;
    if (piece.html !== html) said.innerHTML = piece.html = html;
    const buttons = beneath(chart, openers);
    if (piece.buttons !== buttons) under.innerHTML = piece.buttons = buttons;
    let drawing = piece.querySelector('.chart');
    if (drawing && !chart) leave(drawing);
    if (!chart) return;
    drawing ??= piece.insertBefore(element(CHART), under);
    drawing.chart ??= new Chart(drawing);
    drawing.chart.show(chart, colours, chart.opens && (point => opens(chart.key, point)));
}

// The buttons under a piece: what opens its records, and the chart as a picture.
function beneath(chart, openers) {
    const opening = ({ key, label }) => `<span class="st-key-${plain(key)}"><button type="button" class="opener" data-opens="${plain(key)}">${plain(label)}</button></span>`;
    const taking = kind => `<button type="button" data-chart="${plain(chart.key)}" data-take="${kind.toLowerCase()}" aria-label="Take this chart away as ${kind}">${kind}</button>`;
    return joined(openers, opening) + (chart ? `<span class="take">${taking('PNG')}${taking('SVG')}</span>` : '');
}

// The theme's colours for charts. Asking makes the browser style and lay out the page, so it is asked once for each class
// that Streamlit gives to what bears the theme.
const known = new Map();
function coloursOf(panels) {
    const theme = panels.parentElement.className;
    if (!known.has(theme)) known.set(theme, getComputedStyle(panels).getPropertyValue('--st-chart-categorical-colors').split(','));
    return known.get(theme);
}
