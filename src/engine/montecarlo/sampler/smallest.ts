/** Half the smallest uniform above 0, which stands for 0: the quantile of 0 itself is infinite. */
export const SMALLEST = 1 / 134217728 / 134217728; // 2^-54
