export const protocol = 'ably';
