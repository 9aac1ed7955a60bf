//! What `pingshen serve` says: at its start, when it cannot serve, and to a line that ends.

use super::key;

texts! {
    BYE_LEFT: "评审：已离座。再次登录即回到原处。", "pingshen: you have left the seat. Logging in again brings you back to where you were.";
    BYE_IDLE: "评审：长时间没有按键，已自动退出。已保存的分数都在，输入一半的数字也留着；再次登录即可继续。", "pingshen: ended after a long time without a key. Everything saved is safe and a half-typed number is kept; log in again to go on.";
    BYE_TAKEN_OVER: "评审：这个席位已于 {at} 在 {from} 登录，此处到此为止。若不是您本人，请告诉工作人员。", "pingshen: this seat signed in from {from} at {at}, so it ends here. If that was not you, tell the coordinator.";
    BYE_ENDED: "评审：工作人员结束了这次登录。", "pingshen: the coordinator ended this sign-in.";
    BYE_LINE_LOST: "评审：线路已关闭。已保存的分数都在，输入一半的数字也留着。", "pingshen: the line was closed. Everything saved is safe and a half-typed number is kept.";
    BYE_STOPPED: "评审：服务已停止。已保存的分数都在。", "pingshen: the server was stopped. Everything saved is safe.";
    BYE_FULL: "评审：席位已满，请稍候或告诉工作人员。", "pingshen: all places are taken; wait, or tell the coordinator.";
    BYE_PANIC: "评审：程序出错，这条线路已结束；已保存的分数都在。请重新登录，并告诉工作人员。", "pingshen: this line ended because of an error in the program. Everything saved is safe. Log in again, and tell the coordinator.";

    SERVING: "正在为评审会提供席位：{title}（{phase}）", "Serving the seats of: {title} ({phase})";
    TYPE_THIS: "评委在座位上的电脑输入，{login} 换成自己席位的登录名（见下；PuTTY：主机、端口、用户名照此填写）：", "Each judge types at the seat, with the login of the seat (below) for {login} (in PuTTY: host, port and user name):";
    ONLY_HERE: "只有这台电脑自己能连接。要让会议室里的电脑连接，请加 --listen {any}", "Only this machine itself can connect. For the machines in the room add --listen {any}";
    SEATS: "席位：", "Seats:";
    SEAT_LINE: "  {login}  {name}{state}", "  {login}  {name}{state}";
    NO_PIN: "  ← 没有 PIN，还不能登录", "  <- no PIN yet, cannot log in";
    SHORT_PIN: "  ← PIN 不足 6 位，只能在这台电脑上登录", "  <- PIN of fewer than 6 digits, opens only on this machine";
    LOST_PIN: "  ← PIN 的对照文件不在（pins/），须重设才能登录", "  <- its PIN's file (in pins/) is missing, cannot log in until a new one is set";
    WITH_KEY: "  公钥", "  public key";
    ANY_PIN: "演练不设 PIN：询问 PIN 时直接按回车。", "A rehearsal has no PINs: press Enter when asked for one.";
    SET_PINS: concat!("没有 PIN 的席位要先由工作人员发 PIN（打开评审会，在工作台按 ", key!(slips), "“生成 PIN 条”）。"), concat!("Seats without a PIN need one from the coordinator first (open the session; at the desk ", key!(slips), " issues PIN slips).");
    HOST_KEY: "第一次连接时核对主机指纹，一致再输入 yes：", "On the first connection compare the host's fingerprint, and type yes only if it is this:";
    PRIVATE: "评审会文件夹已设为只有本账户可读：{path}", "The session's folder is now readable by this account only: {path}";
    LOG_IS: "日志：{path}", "Log: {path}";
    STOP_WITH: "Ctrl-C 停止；停止前各席位会收到通知，已保存的分数不受影响。", "Ctrl-C stops it: every seat is told, and nothing saved is lost.";
    STOPPED: "已停止。", "Stopped.";

    SERVED_ALREADY: "另一个 pingshen serve 正在为这个评审会服务。请用它，或先停止它。", "Another pingshen serve has this session. Use that one, or stop it first.";
    NOT_WRITABLE: "这个评审会现在不能写入，所以不能提供席位。请先用 pingshen verify {path} 查看原因。", "This session cannot be written now, so there are no seats to offer. See why with pingshen verify {path}";
    CANNOT_LISTEN: "不能在 {address} 上接受连接：{error}。请换一个，例如 --listen {other}", "Cannot listen at {address}: {error}. Try another, such as --listen {other}";
    KEY_GONE: "主机密钥 {path} 不见了，而评委的电脑已经认识它。请从备份恢复；若要另做一个，请先删除 {path}.pub，并告诉各位评委指纹变了。", "The host key {path} is gone, and judges' machines know it. Put it back from a backup; to have a new one made, delete {path}.pub first and tell the judges that the fingerprint is another one.";
    KEY_OTHER: "{path} 与旁边的 .pub 不是一对：主机密钥被换过。请从备份恢复；若确实要用新的，请删除 {path}.pub。", "{path} does not belong to the .pub beside it: the host key was replaced. Put the old one back; if the new one is meant, delete {path}.pub.";
    KEY_BEFORE: "这个评审会以前用另一个主机密钥提供过席位（{path}），评委的电脑认识的是它，现在连接会报警。请恢复原来的密钥；若换密钥或换电脑是有意的，请删除 {path}，并告诉各位评委指纹变了。", "This session was served under another host key before ({path}); judges' machines know that one and would warn. Put the old key back. If another key or machine is meant, delete {path} and tell the judges that the fingerprint is another one.";
    KEY_BAD: "{path} 不是这一种主机私钥，未作改动。请从备份恢复。", "{path} is no host key of its kind; nothing was changed. Put it back from a backup.";
    KEY_OPEN: "主机密钥 {path} 能被别人读到。请执行 chmod 600 {path}", "The host key {path} can be read by others. Run chmod 600 {path}";
    KEY_FILE: "主机密钥 {path}：{error}", "Host key {path}: {error}";
    BAD_ADDRESS: "“{text}”不是地址:端口，例如 0.0.0.0:2222。", "'{text}' is not ADDRESS:PORT, such as 0.0.0.0:2222.";
    NO_DATA_FOLDER: "不知道把主机密钥放在哪里：没有 HOME。", "There is no place to keep the host key: HOME is not set.";

    KEY_LINE: "第 {line} 行：不是 OpenSSH 公钥（形如 ssh-ed25519 AAAA… 名字）", "line {line}: not an OpenSSH public key (such as ssh-ed25519 AAAA... name)";
    KEY_KIND: "第 {line} 行：不接受 {kind} 密钥；请用 ssh-keygen -t ed25519 另做一个", "line {line}: {kind} {kind:key is|keys are} not taken; make another with ssh-keygen -t ed25519";
    KEY_SEAT: "第 {line} 行：没有席位 {seat}", "line {line}: no seat {seat}";
    KEYS_NONE: "文件里没有公钥，未作改动。", "The file has no public key; nothing was changed.";
    KEYS_DONE: "{seat}：公钥 {n} 个", "{seat}: public keys {n}";
}
