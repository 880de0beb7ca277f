export const heading = (text) => Object.assign(document.createElement('h1'), { textContent: text });
