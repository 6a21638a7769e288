"""One small faulty file for each cause of pycore/yiju/ir/errors_tasks.py, by the name of its class."""

from __future__ import annotations

HEAD = """\
【文件】「某办法」
施行：2024年1月1日
引用：「小词汇」

【主体】
- 区民政局
- 本人

"""
EXAMPLES: dict[str, tuple[str, str]] = {
    "UnknownParty": (
        HEAD + "【职责】第六条「审核」\n主体：区民证局\n应当：「审核申请」\n",
        "谁做事要先声明，这样才能问“某某该做什么”；写错一个字就查不到了。",
    ),
    "StepOrder": (
        HEAD
        + "【程序】第六条「申请」\n- 第1步「申请」，由 本人，前置 第2步\n- 第2步「审核」，由 区民政局\n",
        "前置只指号数更小的步骤，所以步骤不会绕成圈。",
    ),
    "NoSuchStep": (
        HEAD + "【程序】第六条「申请」\n- 第1步「申请」，由 本人\n- 第3步「审核」，由 区民政局\n",
        "跳了号，多半是漏了一步。",
    ),
    "DueNotDuration": (
        HEAD
        + "【参数】补助封顶\n条文：第五条\n类型：金额\n取值：未定\n\n"
        + "【职责】第六条「审核」\n主体：区民政局\n应当：「审核申请」\n触发：「收到申请」\n期限：补助封顶 内\n",
        "期限是一段时长，不是别的量。",
    ),
}
