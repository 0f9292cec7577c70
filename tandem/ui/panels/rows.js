// Figures in rows (names down the side, bars and marks along them) as one text of SVG: Plotly needs ten times as long to
// draw them. tandem/charts/rows.py says which figures these are; what they say means here what it means to Plotly.
const LINE_HEIGHT = 1.3, BASELINE = 1, INSET = 3, EDGE = 3;
const TAGS = /(<\/?(?:b|span|br)(?: style='color:[^'<>]*')?>)/;
const ENTITY = /&(?!(?:amp|lt|gt|quot|#39|#x27);)/g;
const ANCHORS = { left: 'start', center: 'middle', right: 'end', start: 'start', middle: 'middle', end: 'end' };
const LINES_ABOVE = { top: () => 0, middle: lines => lines / 2, bottom: lines => lines };
const SYMBOLS = {
    circle: half => `M${half},0A${half},${half} 0 1,1 0,-${half}A${half},${half} 0 0,1 ${half},0Z`,
    diamond: half => `M${1.3 * half},0L0,${1.3 * half}L-${1.3 * half},0L0,-${1.3 * half}Z`,
    'line-ns': half => `M0,${1.4 * half}V-${1.4 * half}`,
};

export const plain = text => String(text).replace(ENTITY, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
export const at = (value, place) => (Array.isArray(value) ? value[place] : value);
export const joined = (every, make) => every.map(make).join('');
const isKnown = value => typeof value === 'number';

// The lines of a label: of all markup only bold, a colour and a new line are obeyed; the rest is shown as it is written.
export function lines(text, element = 'tspan', ink = 'fill') {
    const open = [], done = [];
    let line = '';
    for (const part of String(text).split(TAGS)) {
        if (part === '<br>') {
            done.push(line + `</${element}>`.repeat(open.length));
            line = open.join('');
        } else if (part.startsWith('</') && TAGS.test(part)) line += open.pop() ? `</${element}>` : '';
        else if (TAGS.test(part)) {
            const colour = part.match(/color:([^']*)/)?.[1];
            open.push(`<${element} style="${plain(colour ? `${ink}:${colour}` : 'font-weight:bold')}">`);
            line += open.at(-1);
        } else line += plain(part);
    }
    return [...done, line + `</${element}>`.repeat(open.length)];
}

// A label whose lines stand around `y`, from their top, middle or bottom.
function label(text, x, y, { size, color }, { anchor = 'start', upright = 'middle', name = '' } = {}) {
    const every = lines(text), step = LINE_HEIGHT * size;
    const first = y - step * LINES_ABOVE[upright](every.length) + BASELINE * size;
    const rows = every.length === 1 ? every[0] : joined(every, (line, row) => `<tspan x="${x}" y="${first + row * step}">${line}</tspan>`);
    return `<text class="${name}" x="${x}" y="${first}" text-anchor="${anchor}" style="font-size:${size}px;fill:${color}">${rows}</text>`;
}

// How wide a label is: its widest line. All figures are as wide as a nought, which the pen does not know by itself.
function widthOf(text, { size }, family) {
    const pen = (widthOf.pen ??= document.createElement('canvas').getContext('2d'));
    let isBold = false;
    const width = part => {
        if (part.startsWith('<') && TAGS.test(part)) isBold = part === '<b>' || (isBold && part !== '</b>');
        else {
            pen.font = `${isBold ? 600 : 400} ${size}px ${family}`;
            return pen.measureText(part.replace(/&(amp|lt|gt|quot|#39|#x27);/g, '&').replace(/\d/g, '0')).width;
        }
        return 0;
    };
    return Math.max(...String(text).split('<br>').map(line => line.split(TAGS).reduce((sum, part) => sum + width(part), 0)));
}

export class Rows {
    constructor({ data, layout }, width, name) {
        Object.assign(this, { data, layout, width, name, axis: layout.yaxis });
        this.names = [...new Set([...(this.axis.categoryarray ?? []), ...data.flatMap(trace => trace.y)])];
        const { margin } = layout;
        const beside = this.axis.showticklabels === false ? 0 : Math.max(0, ...this.names.map(one => this.widthOf(one, this.axis.tickfont))) + EDGE;
        [this.left, this.right] = [Math.max(margin.l, beside + margin.pad), width - margin.r];
        [this.top, this.bottom] = [margin.t, layout.height - margin.b];
        this.band = (this.bottom - this.top) / Math.max(1, this.names.length);
        this.right = Math.min(this.right, ...layout.annotations.map(note => this.farthest(note)));
    }

    widthOf(text, font) {
        return widthOf(text, font, this.layout.font.family);
    }

    // How far the plot may go to the right, so that a label which begins at a value in it has room to its end.
    farthest({ text, x, xref, xshift = 0, xanchor, font }) {
        const share = (this.x(x, xref) - this.left) / (this.right - this.left);
        if (xref === 'paper' || xanchor !== 'left' || share <= 0) return this.right;
        const room = this.width - this.left - xshift - this.widthOf(text, font) - 2 * EDGE;
        return this.left + Math.max(room / share, (this.right - this.left) / 3);
    }

    // Where a value, a name or a share of the plot stands.
    x(value, reference) {
        const [low, high] = reference === 'paper' ? [0, 1] : this.layout.xaxis.range;
        return this.left + ((value - low) / (high - low)) * (this.right - this.left);
    }

    y(value, reference) {
        if (reference === 'paper') return this.bottom - value * (this.bottom - this.top);
        return this.top + (this.names.indexOf(value) + 0.5) * this.band;
    }

    // What stands in the picture, from the back to the front.
    inside() {
        const { shapes, annotations } = this.layout;
        const below = shapes.filter(one => one.layer === 'below'), above = shapes.filter(one => one.layer !== 'below');
        return [
            this.grid(), joined(below, one => this.shape(one)), this.bars(), this.marks(),
            joined(above, one => this.shape(one)), this.ticks(), joined(annotations, one => this.note(one)),
        ].join('');
    }

    line(x0, y0, x1, y1, { color, width, dash }) {
        const dots = dash === 'dot' ? ';stroke-dasharray:3px,3px' : '';
        return `<path d="M${x0},${y0}L${x1},${y1}" style="fill:none;stroke:${color};stroke-width:${width}px${dots}"/>`;
    }

    shape({ x0, x1, y0, y1, xref, yref, line }) {
        return this.line(this.x(x0, xref), this.y(y0, yref), this.x(x1, xref), this.y(y1, yref), line);
    }

    grid() {
        const { xaxis } = this.layout, quiet = axis => ({ color: axis.gridcolor, width: axis.gridwidth ?? 1 });
        const up = xaxis.visible === false || !xaxis.showgrid ? [] : xaxis.tickvals;
        const across = this.axis.showgrid ? this.names : [];
        return joined(up, value => this.line(this.x(value), this.top, this.x(value), this.bottom, quiet(xaxis)))
            + joined(across, name => this.line(this.left, this.y(name), this.right, this.y(name), quiet(this.axis)));
    }

    ticks() {
        const { xaxis, margin: { pad } } = this.layout;
        const names = this.axis.showticklabels === false ? [] : this.names;
        const values = xaxis.visible === false ? [] : xaxis.tickvals;
        const side = name => label(name, this.left - pad, this.y(name), this.axis.tickfont, { anchor: 'end' });
        const under = (value, place) => label(xaxis.ticktext[place], this.x(value), this.bottom + pad, xaxis.tickfont, { anchor: 'middle', upright: 'top' });
        return joined(names, name => `<g class="ytick">${side(name)}</g>`) + joined(values, (value, place) => `<g class="xtick">${under(value, place)}</g>`);
    }

    note({ text, x, y, xref, yref, xshift = 0, yshift = 0, xanchor, yanchor, font }) {
        const placed = { anchor: ANCHORS[xanchor], upright: yanchor, name: 'annotation-text' };
        return label(text, this.x(x, xref) + xshift, this.y(y, yref) - yshift, font, placed);
    }

    // A point that can be hovered over and clicked: `key` says of which trace it is and which of its points.
    point(trace, place, inside) {
        const key = trace.hoverinfo === 'skip' ? '' : ` data-point="${this.data.indexOf(trace)} ${place}"`;
        return `<g class="point"${key}>${inside}</g>`;
    }

    bars() {
        const every = this.data.filter(trace => trace.type === 'bar'), isStack = this.layout.barmode === 'stack';
        const ends = new Map();
        const drawn = every.map(trace => trace.y.map((name, place) => {
            const from = isStack ? ends.get(name)?.to ?? 0 : 0;
            const bar = { trace, place, name, from, to: from + trace.x[place] };
            if (!isKnown(trace.x[place]) || trace.x[place] === 0) return null;
            ends.set(isStack ? name : bar, bar);
            return bar;
        }).filter(Boolean));
        const outermost = new Set(ends.values());
        return joined(drawn, group => `<g class="bars">${joined(group, bar => this.bar(bar, outermost.has(bar)))}</g>`);
    }

    bar({ trace, place, name, from, to }, isOutermost) {
        const { marker } = trace, [x0, x1] = [this.x(from), this.x(to)], half = (this.band * (1 - this.layout.bargap)) / 2;
        const color = at(marker.color, place), y = this.y(name), edge = marker.line ?? {};
        const fill = marker.pattern?.shape ? `url(#${this.hatching(marker.pattern)})` : color;
        const stroke = edge.width ? `;stroke:${at(edge.color, place)};stroke-width:${edge.width}px` : '';
        const round = isOutermost ? Math.min(marker.cornerradius ?? 0, Math.abs(x1 - x0), half) : 0;
        const path = `<path d="${this.outline(x0, x1, y - half, y + half, round)}" style="fill:${fill}${stroke}"/>`;
        const said = at(trace.text, place);
        return this.point(trace, place, path + (said ? this.within(said, trace, x0, x1, y) : '')) + this.spread(trace, place, x1, y);
    }

    // A bar from `x0` to `x1`, its far end rounded.
    outline(x0, x1, top, bottom, round) {
        if (!round) return `M${x0},${top}V${bottom}H${x1}V${top}Z`;
        const inner = x1 - Math.sign(x1 - x0) * round, sweep = x1 > x0 ? 0 : 1;
        return `M${x0},${top}V${bottom}H${inner}A${round},${round} 0 0,${sweep} ${x1},${bottom - round}`
            + `V${top + round}A${round},${round} 0 0,${sweep} ${inner},${top}Z`;
    }

    within(said, { insidetextanchor, textfont }, x0, x1, y) {
        const [low, high] = [Math.min(x0, x1), Math.max(x0, x1)];
        const x = { start: low + INSET, middle: (low + high) / 2, end: high - INSET }[insidetextanchor ?? 'end'];
        return label(said, x, y, textfont, { anchor: ANCHORS[insidetextanchor ?? 'end'], name: 'bartext' });
    }

    // The name of a pattern of slanted lines, which the picture carries once.
    hatching({ size, solidity, bgcolor, fgcolor }) {
        this.hatchings ??= new Map();
        const key = [size, solidity, bgcolor, fgcolor].join();
        const id = this.hatchings.get(key)?.id ?? `${this.name}-hatching-${this.hatchings.size}`;
        const slant = `M-${size / 4},${size / 4}l${size / 2},-${size / 2}M0,${size}L${size},0M${0.75 * size},${1.25 * size}l${size / 2},-${size / 2}`;
        const inside = `<rect width="${size}" height="${size}" style="fill:${bgcolor}"/><path d="${slant}" style="stroke:${fgcolor};stroke-width:${size * solidity}px"/>`;
        this.hatchings.set(key, { id, text: `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${inside}</pattern>` });
        return id;
    }

    // The interval around a value.
    spread({ error_x: around }, place, x, y) {
        if (!around || !isKnown(around.array[place])) return '';
        const { low = around.arrayminus[place], high = around.array[place], width, color, thickness } = around;
        const [x0, x1] = [x - this.x(low) + this.x(0), x + this.x(high) - this.x(0)];
        const cap = width ? `m0,-${width}v${2 * width}` : '';
        const d = `M${x1},${y}${cap}${cap && `m0,-${width}`}H${x0}${cap}`;
        return `<path class="errorbar" d="${d}" style="fill:none;stroke:${color};stroke-width:${thickness}px"/>`;
    }

    marks() {
        const every = this.data.filter(trace => trace.type === 'scatter');
        return joined(every, trace => `<g class="points">${joined(trace.x, (value, place) => (isKnown(value) ? this.mark(trace, place) : ''))}</g>`);
    }

    mark(trace, place) {
        const { marker } = trace, [x, y] = [this.x(trace.x[place]), this.y(trace.y[place])], half = at(marker.size, place) / 2;
        const [kind, open] = (at(marker.symbol, place) ?? 'circle').split('-open'), color = at(marker.color, place);
        const isLine = kind === 'line-ns', isOpen = open !== undefined || isLine, edge = marker.line ?? {};
        const stroke = isOpen && !isLine ? color : at(edge.color, place) ?? color;
        const style = `fill:${isOpen ? 'none' : color};stroke:${stroke};stroke-width:${at(edge.width, place) ?? 0}px`;
        const reach = `<circle cx="${x}" cy="${y}" r="${Math.max(half, 12)}" style="fill:transparent"/>`;
        const path = `<path d="${SYMBOLS[kind](half)}" transform="translate(${x},${y})" style="${style}"/>`;
        return this.spread(trace, place, x, y) + this.point(trace, place, path + reach);
    }

    markup() {
        const inside = this.inside();
        return `<defs>${joined([...(this.hatchings?.values() ?? [])], ({ text }) => text)}</defs>${inside}`;
    }
}
