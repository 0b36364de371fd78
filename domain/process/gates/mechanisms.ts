import type { StageGate } from './rule.ts';

/** 运行机制 (M18, R67–R73). */
export const mechanisms: StageGate = { needs: () => ['documents'], judge: () => [] };

/** 功能定位、工作内容 (M19, R31, R32). */
export const functions: StageGate = { needs: () => ['projects'], judge: () => [] };

/** 经验总结 (M22, R88, R90). */
export const summary: StageGate = { needs: () => ['experiences'], judge: () => [] };

/** 每月报送 (M21, R83, R84). */
export const monthlyReport: StageGate = { needs: () => ['done', 'next'], judge: () => [] };
