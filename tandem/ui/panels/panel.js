// Pieces of a page in one element that stays: what says the same is left alone, and the focus stays where it was.
export default function ({ data, parentElement, setTriggerValue }) {
    const panel = parentElement.querySelector('.panel');
    panel.classList.add(`panel-${data.key}`);
    panel.onclick = ({ target }) => {
        const button = target.closest('button[data-opens]');
        if (button) setTriggerValue('opened', button.dataset.opens);
    };
    data.pieces.forEach((piece, place) => show(panel.children[place] ?? panel.appendChild(made()), piece));
    while (panel.children.length > data.pieces.length) panel.lastChild.remove();
}

function made() {
    const cell = document.createElement('div');
    cell.append(document.createElement('div'), document.createElement('button'));
    cell.lastChild.type = 'button';
    return cell;
}

function show(cell, { html, opener }) {
    const [body, button] = cell.children;
    if (cell.html !== html) body.innerHTML = cell.html = html;
    button.hidden = !opener;
    if (!opener || opener.key === button.dataset.opens) return;
    button.dataset.opens = opener.key;
    button.textContent = opener.label;
    cell.className = `st-key-${opener.key}`;
}
