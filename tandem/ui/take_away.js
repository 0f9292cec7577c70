/* Gives a chart as a picture to take away: as it stands on the page, its heading above it, its settings and stamp beneath. */
(() => {
    if (window.tandemTakesAway) return;
    window.tandemTakesAway = true;

    const SVG = "http://www.w3.org/2000/svg";
    const FONT = "Inter, 'Helvetica Neue', Arial, sans-serif";
    const MARGIN = 28, SHARP = 2;
    const UNSEEN = ".hoverlayer, .draglayer, .zoomlayer, .menulayer, .selectionlayer";

    const element = (name, attributes = {}, text = "") => {
        const made = document.createElementNS(SVG, name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        made.textContent = text;
        return made;
    };

    // The last heading before the chart is its title; the last stamp of the page says where its figures come from.
    const saidOf = chart => {
        const before = one => one.compareDocumentPosition(chart) & Node.DOCUMENT_POSITION_FOLLOWING;
        const heading = [...document.querySelectorAll(".heading")].filter(before).pop();
        const stamp = [...document.querySelectorAll("[data-testid=stMain] .stamp")].pop();
        const settings = [...document.querySelectorAll("[data-testid=stMain] .settings")].filter(before).pop();
        const line = (from, size, weight) => from && {
            text: from.innerText, size, weight, fill: getComputedStyle(from).color,
        };
        return {
            above: [line(heading?.querySelector("h2"), 20, 600), line(heading?.querySelector("p"), 15, 400)].filter(Boolean),
            beneath: [line(settings, 13, 400), line(stamp, 13, 400)].filter(Boolean),
        };
    };

    const wrapped = ({text, size, weight}, width) => {
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = `${weight} ${size}px Inter, sans-serif`;
        const lines = [""];
        for (const word of text.split(" ")) {
            const longer = `${lines.at(-1)} ${word}`.trim();
            if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
            else lines.push(word);
        }
        return lines;
    };

    // Writes the lines into the picture from `top` down and says where they end.
    const write = (picture, lines, top, width) => {
        for (const line of lines) {
            for (const text of wrapped(line, width)) {
                top += line.size * 1.35;
                picture.append(element("text", {
                    x: MARGIN, y: top, fill: line.fill, "font-size": line.size, "font-weight": line.weight,
                }, text));
            }
        }
        return top;
    };

    const pictureOf = chart => {
        const layers = [...chart.querySelectorAll(".main-svg")];
        const [width, height] = ["width", "height"].map(side => parseFloat(layers[0].getAttribute(side)));
        const said = saidOf(chart);
        const picture = element("svg", {xmlns: SVG, "font-family": FONT});
        const paper = getComputedStyle(document.querySelector("[data-testid=stApp]"));
        picture.style.fontFeatureSettings = paper.fontFeatureSettings;
        const ground = element("rect", {width: "100%", height: "100%", fill: paper.backgroundColor});
        picture.append(ground);
        const from = write(picture, said.above, MARGIN - 8, width) + 16;
        for (const layer of layers) {
            const copy = layer.cloneNode(true);
            copy.querySelectorAll(UNSEEN).forEach(one => one.remove());
            copy.setAttribute("x", MARGIN);
            copy.setAttribute("y", from);
            copy.setAttribute("overflow", "visible");
            picture.append(copy);
        }
        const end = write(picture, said.beneath, from + height + 8, width) + MARGIN;
        const size = {width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(end)};
        for (const [side, value] of Object.entries(size)) picture.setAttribute(side, value);
        picture.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
        return {picture, size};
    };

    const asText = picture => new XMLSerializer().serializeToString(picture);

    const asData = blob => new Promise(done => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.readAsDataURL(blob);
    });

    // A picture that is drawn sees none of the page's fonts: they go into it.
    const fonts = async () => {
        const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
            .filter(rule => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family").includes("Inter"));
        const faces = await Promise.all(rules.map(async rule => {
            const source = rule.style.getPropertyValue("src").match(/url\("([^"]+)"\)/)[1];
            const data = await asData(await (await fetch(source)).blob());
            return `@font-face { font-family: Inter; font-weight: ${rule.style.getPropertyValue("font-weight")}; src: url("${data}"); }`;
        }));
        return element("style", {}, faces.join("\n"));
    };

    const asPng = async ({picture, size}) => {
        picture.prepend(await fonts());
        const image = new Image();
        image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(asText(picture));
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [size.width * SHARP, size.height * SHARP];
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        return new Promise(done => canvas.toBlob(done, "image/png"));
    };

    const asSvg = async ({picture}) => new Blob([asText(picture)], {type: "image/svg+xml"});

    const save = (blob, name) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    };

    // As tandem-reach-sides-2026Q3: page, chart, period.
    const nameOf = chart => {
        const page = location.pathname.split("/").pop() || "quarter";
        const period = document.querySelector(".effect")?.innerText.match(/[0-9]{4}Q[0-9]/)?.[0] ?? "all";
        return `tandem-${page}-${chart.replaceAll("_", "-")}-${period}`;
    };

    document.addEventListener("click", async event => {
        const button = event.target.closest?.("button[data-take]");
        const chart = button && document.querySelector(`.st-key-${CSS.escape(button.dataset.chart)} .chart`);
        if (!chart) return;
        const made = await (button.dataset.take === "png" ? asPng : asSvg)(pictureOf(chart));
        save(made, `${nameOf(button.dataset.chart)}.${button.dataset.take}`);
    });
})();
