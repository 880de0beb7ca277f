import { heading } from '@shop/ui';

document.body.append(heading('Every product that we have'));
