// A chart that stays: its element is kept from run to run, and Plotly changes in it what has changed. What is known of
// it lives on the element, so that a redraw finds it. Before it stands LOOK: what a figure looks like where it says nothing.
const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
// The colours of a figure are places in the theme's list, see tandem/charts/look.py; two digits more make one clearer.
const PLACES = /#0000(0[1-9]|10)(?=([0-9a-f]{2})?\b)/g;
const UNREACHED = 'This chart cannot be drawn: the browser could not fetch the drawing program from the server. It would show:';

export default function ({ data, parentElement, setTriggerValue }) {
    const place = parentElement.querySelector('.chart');
    const chart = (place.chart ??= new Chart(place));
    chart.opens = data.opens && setTriggerValue;
    chart.show(data, coloursOf(parentElement));
    // Streamlit ends a call that another one has overtaken as well: then the element is still there.
    return () => setTimeout(() => place.isConnected || chart.end());
}

function coloursOf(element) {
    return getComputedStyle(element).getPropertyValue('--st-chart-categorical-colors').split(',');
}

class Chart {
    constructor(place) {
        this.place = place;
        this.width = 0;
        // It says the width as soon as there is one: at once, or when the tab in which the chart stands comes to the front.
        this.watch = new ResizeObserver(([seen]) => this.fit(Math.floor(seen.contentRect.width)));
        this.watch.observe(place);
    }

    show({ key, alt, figure, program }, colours) {
        const text = figure.replace(PLACES, (_, number) => colours[number - 1]);
        this.place.setAttribute('aria-label', (this.alt = alt));
        this.place.nextElementSibling.querySelectorAll('button').forEach(one => (one.dataset.chart = key));
        this.place.classList.toggle('opens', Boolean(this.opens));
        if (text === this.text) return;
        this.text = text;
        this.look = LOOK.replace(PLACES, (_, number) => colours[number - 1]);
        this.place.style.height = `${JSON.parse(text).layout.height}px`;
        this.place.setAttribute('aria-busy', 'true');
        if (window.Plotly) this.draw();
        else fetched(program).then(() => this.draw(), () => this.say(`${UNREACHED} ${this.alt}`));
    }

    fit(width) {
        if (width === this.width) return;
        this.width = width;
        if (this.text && window.Plotly) this.draw();
    }

    draw() {
        if (!this.width) return;
        if (this.said) this.place.textContent = this.said = '';
        const { data, layout } = JSON.parse(this.text);
        layout.template = JSON.parse(this.look);
        layout.width = this.width;
        window.Plotly.react(this.place, data, layout, CONFIG);
        this.listen ??= this.place.on('plotly_click', ({ points: [point] }) => this.click(point)) ?? true;
        this.place.removeAttribute('aria-busy');
    }

    click({ customdata }) {
        if (this.opens) this.opens('clicked', { customdata });
    }

    say(sentence) {
        this.place.textContent = this.said = sentence;
        this.place.removeAttribute('aria-busy');
    }

    end() {
        this.watch.disconnect();
        window.Plotly?.purge(this.place);
    }
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
