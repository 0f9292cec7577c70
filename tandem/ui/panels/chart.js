// A chart that stays: its element is kept from run to run, and what is in it changes with its figure. What is known of it
// lives on the element, so that a redraw finds it.
import { at, lines, Rows } from './rows.js';

const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
const SVG = 'http://www.w3.org/2000/svg';
// The colours of a figure are places in the theme's list, see tandem/charts/look.py; two digits more make one clearer.
const PLACES = /#0000(0[1-9]|10)(?=([0-9a-f]{2})?\b)/g;
const UNREACHED = 'This chart cannot be drawn: the browser could not fetch the drawing program from the server. It would show:';

const painted = (text, colours) => text.replace(PLACES, (_, number) => colours[number - 1]);

export class Chart {
    constructor(place) {
        this.place = place;
        this.width = 0;
        // It says the width as soon as there is one: at once, or when the tab in which the chart stands comes to the front.
        this.watch = new ResizeObserver(([seen]) => this.fit(Math.floor(seen.contentRect.width)));
        this.watch.observe(place);
    }

    show({ key, alt, figure, height, look, program }, colours, opens) {
        this.opens = opens;
        this.place.setAttribute('aria-label', (this.alt = alt));
        this.place.classList.toggle('opens', Boolean(opens));
        const text = painted(figure, colours);
        if (text === this.text) return;
        Object.assign(this, { text, key, look: look && painted(look, colours), drawing: program ? byPlotly : inRows });
        this.place.style.height = `${height}px`;
        this.place.setAttribute('aria-busy', 'true');
        if (this.drawing.isReady()) this.draw();
        else fetched(program).then(() => this.draw(), () => this.say(`${UNREACHED} ${this.alt}`));
    }

    fit(width) {
        if (width === this.width) return;
        this.width = width;
        if (this.text && this.drawing.isReady()) this.draw();
    }

    draw() {
        if (!this.width) return;
        if (this.said || this.drawn !== this.drawing) this.clear();
        this.drawn = this.drawing;
        this.drawing.draw(this, JSON.parse(this.text));
        this.place.removeAttribute('aria-busy');
    }

    click(customdata) {
        if (this.opens) this.opens({ customdata });
    }

    say(sentence) {
        this.place.textContent = this.said = sentence;
        this.place.removeAttribute('aria-busy');
    }

    clear() {
        this.drawn?.end(this);
        this.place.textContent = this.said = '';
    }

    end() {
        this.watch.disconnect();
        this.clear();
    }
}

const byPlotly = {
    isReady: () => Boolean(window.Plotly),
    draw(chart, { data, layout }) {
        layout.template = JSON.parse(chart.look);
        layout.width = chart.width;
        window.Plotly.react(chart.place, data, layout, CONFIG);
        chart.listen ??= chart.place.on('plotly_click', ({ points: [point] }) => chart.click(point.customdata)) ?? true;
    },
    end(chart) {
        window.Plotly?.purge(chart.place);
        chart.listen = undefined;
    },
};

const inRows = {
    isReady: () => true,
    draw(chart, figure) {
        const { place, width } = chart, rows = new Rows(figure, width, chart.key);
        chart.picture ??= pictureIn(place, figure.layout.font.family);
        for (const [side, size] of [['width', width], ['height', figure.layout.height]]) chart.picture.setAttribute(side, size);
        chart.picture.innerHTML = rows.markup();
        const pointed = ({ target }) => {
            const [trace, point] = target.closest('[data-point]')?.dataset.point.split(' ').map(Number) ?? [];
            return trace === undefined ? null : { said: at(figure.data[trace].hovertext, point), customdata: at(figure.data[trace].customdata, point) };
        };
        place.onclick = event => {
            const point = pointed(event);
            if (point) chart.click(point.customdata);
        };
        place.onpointermove = event => tell(place, pointed(event)?.said, event);
        place.onpointerleave = event => tell(place, '', event);
    },
    end(chart) {
        chart.picture = chart.place.onclick = chart.place.onpointermove = chart.place.onpointerleave = null;
    },
};

function pictureIn(place, family) {
    const picture = document.createElementNS(SVG, 'svg');
    picture.setAttribute('class', 'main-svg');
    picture.style.fontFamily = family;
    return place.appendChild(picture);
}

// What a point says stands beside the pointer, inside the chart.
function tell(place, said, { clientX, clientY }) {
    const tip = place.querySelector('.tip') ?? place.appendChild(Object.assign(document.createElement('div'), { className: 'tip' }));
    tip.hidden = !said;
    if (!said) return;
    if (tip.said !== said) tip.innerHTML = lines((tip.said = said), 'span', 'color').join('<br>');
    const { left, top, width } = place.getBoundingClientRect(), after = clientX - left + 14, before = clientX - left - 14 - tip.offsetWidth;
    tip.style.left = `${after + tip.offsetWidth <= width ? after : Math.max(0, before)}px`;
    tip.style.top = `${Math.max(0, clientY - top - tip.offsetHeight - 6)}px`;
}

// The drawing program comes once, whichever chart asks first; a reader who was cut off asks again with the next chart.
function fetched(program) {
    return (window.tandemFetches ??= new Promise((done, fail) => {
        const script = document.createElement('script');
        script.onload = done;
        script.onerror = () => {
            window.tandemFetches = undefined;
            script.remove();
            fail();
        };
        script.src = new URL(program, window.__streamlit?.BACKEND_BASE_URL ?? document.baseURI);
        document.head.append(script);
    }));
}
