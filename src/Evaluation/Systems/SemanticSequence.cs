namespace SemCom.Evaluation;

/// <summary>One link for the pictures of a sequence; with knowledge, both ends begin with empty stores.</summary>
internal sealed class SemanticSequence : ISystemSequence
{
    private readonly string _system;
    private readonly MemoryKnowledgeStore _sender = new(TimeProvider.System), _receiver = new(TimeProvider.System);
    private readonly SemanticLink _link;

    /// <param name="system">Its name in records.</param>
    /// <param name="configure">Sets up the link.</param>
    /// <param name="knowledge">How patches are chosen that refer to what is known; null where nothing is remembered.</param>
    /// <exception cref="SemComException">The link cannot be set up.</exception>
    public SemanticSequence(string system, Action<SemanticLinkOptions> configure, PatchGate? knowledge)
    {
        _system = system;
        _link = SemanticLink.Create(options =>
        {
            configure(options);
            options.Knowledge(knowledge is { } gate ? new SharedKnowledge(_sender, _receiver) { Gate = gate } : null);
        });
    }

    public async ValueTask<SystemResult> SendAsync(Picture picture, CancellationToken cancellationToken)
    {
        var result = await _link.SendAsync(picture, cancellationToken).ConfigureAwait(false);
        return new SystemResult(result.Picture, result.Quality with { System = _system }, result.Notices) { Interest = result.Interest, Explanation = result.Reception.Explanation };
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        _sender.Dispose();
        _receiver.Dispose();
    }
}
