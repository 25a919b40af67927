namespace SemCom;

/// <summary>What a <see cref="StreamAirRelay"/> did so far.</summary>
/// <param name="Relayed">Frames, and notices that there is none, that were handed on.</param>
/// <param name="Dropped">Frames that were left out since newer ones waited already.</param>
/// <param name="Misfits">Messages that were none, or frames for another channel.</param>
/// <param name="ChannelUses">Channel uses of the frames.</param>
/// <param name="Reported">Reports that were handed back.</param>
/// <param name="ReportsLost">Reports that were lost on purpose.</param>
/// <param name="Up">Datagrams from the sender.</param>
/// <param name="Down">Datagrams from the receiver.</param>
public sealed record StreamAirCounts(long Relayed, long Dropped, long Misfits, long ChannelUses, long Reported, long ReportsLost, DatagramCounts Up, DatagramCounts Down);
