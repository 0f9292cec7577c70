/* A printed page is the page as it stands on the screen: the paper takes its width, and is light. */
(() => {
    if (window.tandemPrints) return;
    window.tandemPrints = true;

    const LANDSCAPE = 1100, SIDES = Math.SQRT2;
    const paper = document.head.appendChild(document.createElement("style"));

    // The width of the window is not that of the paper while it is laid out: what follows the window is held as it stands.
    const held = width => {
        const style = selector => document.querySelector(selector) && getComputedStyle(document.querySelector(selector));
        const block = "[data-testid=stMainBlockContainer]";
        const columns = style(".panel-cards")?.gridTemplateColumns ?? "none";
        return `html { font-size: ${style("html").fontSize} !important; }
            [data-testid="stMain"] { width: ${width}px !important; }
            ${block} { width: ${style(block)?.width} !important; max-width: none !important; padding-inline: ${style(block)?.paddingLeft} !important; }
            .panel-cards { grid-template-columns: ${columns} !important; }`;
    };

    // A table that is pushed sideways on the screen is made as small as the paper is wide.
    const fitted = () => {
        for (const one of document.querySelectorAll(".scroll")) {
            if (one.clientWidth) one.firstElementChild.style.zoom = Math.min(1, one.clientWidth / one.scrollWidth);
        }
    };

    addEventListener("beforeprint", () => {
        const width = document.querySelector("[data-testid=stMain]")?.clientWidth;
        if (!width) return;
        const height = Math.round(width >= LANDSCAPE ? width / SIDES : width * SIDES);
        paper.textContent = `@page { size: ${width}px ${height}px; margin: 32px 0; } @media print { ${held(width)} }`;
        const app = document.querySelector("[data-testid=stApp]");
        document.documentElement.classList.toggle("printed-from-dark", getComputedStyle(app).colorScheme === "dark");
        fitted();
    });
    addEventListener("afterprint", () => {
        paper.textContent = "";
        document.querySelectorAll(".scroll > *").forEach(one => (one.style.zoom = ""));
        document.documentElement.classList.remove("printed-from-dark");
    });
})();
