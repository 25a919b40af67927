namespace SemCom;

/// <summary>What came in at one end of a conversation in datagrams.</summary>
/// <param name="Accepted">Datagrams of the other end, new and unaltered.</param>
/// <param name="Unproven">Unaltered ones that named nobody, or an end that was here before; they were answered with a greeting.</param>
/// <param name="Replayed">Those that came twice, or are of an end that has been replaced.</param>
/// <param name="Foreign">Those of another key, or altered.</param>
/// <param name="Malformed">Those of another format.</param>
/// <param name="GivenUp">Messages of which parts were missing.</param>
/// <param name="Peers">Other ends so far: 2 where it was restarted once.</param>
public sealed record DatagramCounts(long Accepted, long Unproven, long Replayed, long Foreign, long Malformed, long GivenUp, int Peers);
