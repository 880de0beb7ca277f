import _ from 'lodash';

export const heading = (text) => Object.assign(document.createElement('h1'), { textContent: _.capitalize(text) });
