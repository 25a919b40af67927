namespace SemCom.Knowledge;

/// <summary>
/// What roots tell. Each carries a serial and echoes the peer's latest, so that an equal root counts only when it was sent after the peer had heard a root of this end's present set: an old packet,
/// or one to an end as it was before a restart, confirms nothing.
/// </summary>
internal sealed class RootExchange(ulong incarnation)
{
    private RootMessage? _peer;
    private ulong _serial, _confirmFrom = 1;

    /// <summary>True when the peer waits for a root.</summary>
    public bool IsOwed { get; private set; }

    /// <summary>The peer's digest; null when nothing was heard.</summary>
    public KnowledgeId? PeerDigest => _peer?.Digest;

    /// <summary>True when the peer's latest root was sent in knowledge of this end's present one.</summary>
    public bool IsConfirmed => _peer is { } peer && Confirms(peer);

    /// <summary>This end's set has changed.</summary>
    public void Change() => _confirmFrom = _serial + 1;

    public KnowledgeAgreement Agreement(KnowledgeId digest) => _peer is not { } peer ? KnowledgeAgreement.Unknown
        : peer.Digest != digest ? KnowledgeAgreement.Behind
        : Confirms(peer) ? KnowledgeAgreement.InStep : KnowledgeAgreement.Unknown;

    public void Hear(RootMessage root, KnowledgeId digest)
    {
        if (!root.IsNewerThan(_peer))
            return;
        _peer = root;
        IsOwed = !root.InStep && (root.Digest == digest || !Confirms(root));
    }

    public RootMessage Next(int count, KnowledgeId digest)
    {
        IsOwed = false;
        return new RootMessage(incarnation, ++_serial, _peer?.Incarnation ?? 0, _peer?.Serial ?? 0, Agreement(digest) == KnowledgeAgreement.InStep, (uint)count, digest);
    }

    private bool Confirms(RootMessage root) => root.EchoIncarnation == incarnation && root.EchoSerial >= _confirmFrom;
}
