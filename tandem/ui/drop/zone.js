// The drop zone: files and folders, chosen or dropped anywhere on the page, sent one after the other to the server,
// which writes them to its disk as they come. What is under way lives on the element, so that a redraw keeps it.
const AT_ONCE = 2;
const NO_EXPORT = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i;
const BROKEN = 'The upload broke off before the file was whole. Drop it again.';

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
    const zone = parentElement.querySelector('.drop');
    const part = name => zone.querySelector('.drop-' + name);
    const work = (zone.work ??= { waiting: [], sending: 0, arrived: 0 });
    Object.assign(work, { data, setTriggerValue, setStateValue, list: part('list') });

    zone.classList.toggle('drop-slim', data.slim);
    part('title').textContent = data.title;
    part('note').textContent = data.note;
    for (const kind of ['files', 'folder']) {
        part(kind).onclick = () => part('input-' + kind).click();
        part('input-' + kind).onchange = event => {
            take(work, [...event.target.files]);
            event.target.value = '';
        };
    }
    // Every redraw comes here again: one pair of ears is enough.
    work.deafen?.();
    return (work.deafen = listen(zone, work));
}

// A file that misses the zone would otherwise be opened by the browser in place of the page.
function listen(zone, work) {
    const carriesFiles = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
    const over = event => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        zone.classList.add('drop-over');
    };
    const out = event => event.relatedTarget === null && zone.classList.remove('drop-over');
    const drop = async event => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        zone.classList.remove('drop-over');
        const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
        const dropped = [...event.dataTransfer.files];
        take(work, entries.length ? (await Promise.all(entries.map(inside))).flat() : dropped);
    };
    const heard = { dragover: over, dragleave: out, drop };
    Object.entries(heard).forEach(([name, hear]) => document.addEventListener(name, hear));
    return () => Object.entries(heard).forEach(([name, hear]) => document.removeEventListener(name, hear));
}

async function inside(entry) {
    if (entry.isFile) return [await new Promise((give, fail) => entry.file(give, fail))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
        const some = await new Promise((give, fail) => reader.readEntries(give, fail));
        if (!some.length) return found;
        found.push(...(await Promise.all(some.map(inside))).flat());
    }
}

function take(work, files) {
    work.list.querySelectorAll('.drop-refused').forEach(line => line.remove());
    for (const file of files.filter(one => !NO_EXPORT.test(one.name))) {
        const line = lineOf(work, file);
        if (file.size > work.data.limit) refuse(line, work.data.too_large);
        else work.waiting.push([file, line]);
    }
    send(work);
}

function lineOf(work, file) {
    const line = document.createElement('li');
    for (const name of ['name', 'share', 'bar']) {
        line[name] = line.appendChild(document.createElement('span'));
        line[name].className = 'drop-' + name;
    }
    line.name.textContent = file.name;
    line.share.textContent = 'waiting';
    work.list.append(line);
    return line;
}

function refuse(line, sentence) {
    line.className = 'drop-refused';
    line.share.textContent = sentence;
    line.bar.remove();
}

function send(work) {
    while (work.sending < AT_ONCE && work.waiting.length) {
        work.sending += 1;
        put(work, ...work.waiting.shift());
    }
    const busy = work.sending > 0;
    if (busy !== work.busy) work.setStateValue('busy', (work.busy = busy));
}

function put(work, file, line) {
    const request = new XMLHttpRequest();
    const base = window.__streamlit?.BACKEND_BASE_URL ?? new URL('/', location.href);
    request.open('PUT', new URL(`api/upload/${work.data.ticket}?name=${encodeURIComponent(file.name)}`, base));
    request.responseType = 'json';
    request.upload.onprogress = event => {
        const share = event.lengthComputable ? event.loaded / event.total : 0;
        line.share.textContent = share < 1 ? `${Math.floor(share * 100)} %` : 'arriving';
        line.bar.style.setProperty('--share', share);
    };
    request.onloadend = () => {
        work.sending -= 1;
        if (request.status === 200) {
            line.remove();
            work.setTriggerValue('arrived', (work.arrived += 1));
        } else refuse(line, request.response?.sentence ?? BROKEN);
        send(work);
    };
    request.send(file);
}
