namespace SemCom.Studio;

/// <summary>Channel uses by purpose, as messages carry them.</summary>
internal static class LedgerFields
{
    /// <summary>Writes the field <c>ledger</c>.</summary>
    public static void WriteTo(MessageWriter writer, ChannelUseLedger ledger) => writer.Key("ledger").Begin(6)
        .Field("payload", (long)ledger.Payload).Field("header", (long)ledger.Header).Field("pilots", (long)ledger.Pilots)
        .Field("sideInformation", (long)ledger.SideInformation).Field("knowledge", (long)ledger.Knowledge).Field("total", (long)ledger.Total);
}
