/** @param codes status codes such as `200`, or classes of them such as `2xx` */
export const isExpected = (status: number, codes: readonly string[]): boolean =>
  codes.some((code) => code === String(status) || (/xx$/i.test(code) && code[0] === String(status)[0]));
