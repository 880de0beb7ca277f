import _ from 'lodash';

export const order = (products) => _.sortBy(products, 'name');
